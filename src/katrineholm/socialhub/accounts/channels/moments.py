"""Moments, kept as whole seconds since 1970 (UTC), written for machines and for people.

People read them in the language of the page, or in the ``language`` that is given: a mail is not
in the language of whoever happens to read the site. The worker has no page: there it is the site's.
"""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from plone import api

from ... import _


def moment(seconds: int | None) -> str | None:
    """Seconds since 1970 as ISO 8601 in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()


def when(seconds: int, language: str = "") -> dict:
    """A moment as ``iso`` (UTC) and as ``text`` in the site's time zone."""
    text = _written(seconds // 60 * 60, _zone(), language or api.portal.get_current_language())
    return {"iso": moment(seconds), "text": text}


def period(starts: int, ends: int | None) -> str:
    """From one moment to another in words; a day that both fall on is named once."""
    begun = when(starts)["text"]
    if ends is None:
        return begun
    if date_of(starts) != date_of(ends):
        return f"{begun} – {when(ends)['text']}"
    return f"{begun}–{clock(local(ends), api.portal.get_current_language())}"


def lately(seconds: int) -> dict:
    """The same for a reader of news: today and yesterday by these words."""
    near = _nearness(date_of(seconds))
    if near is None:
        return when(seconds)
    parts = {"day": near, "time": clock(local(seconds), api.portal.get_current_language())}
    text = api.portal.translate(_("${day} ${time}", mapping=parts))
    return {"iso": moment(seconds), "text": text}


def day_title(day_of: date) -> str:
    """A day as a heading: today, yesterday, a day of this year by its weekday, else its date."""
    near = _nearness(day_of)
    if near is not None:
        return near
    if day_of.year != today().year:
        return day(day_of.isoformat())
    service = api.portal.get_tool("translation_service")
    weekday = api.portal.translate(
        service.day_msgid(day_of.isoweekday() % 7), domain="plonelocales"
    )
    parts = {"weekday": weekday, "day": str(day_of.day), "month": month_name(day_of.month)}
    return _begun(api.portal.translate(_("${weekday} ${day} ${month}", mapping=parts)))


def month_title(day_of: date) -> str:
    """The month that a day falls in, as a heading."""
    return _begun(f"{month_name(day_of.month)} {day_of.year}")


def year_title(day_of: date) -> str:
    """The year that a day falls in, as a heading."""
    return str(day_of.year)


def clock(moment: datetime, language: str) -> str:
    """The time of day as the language writes it: 19.31 in Swedish, 19:31 elsewhere."""
    return f"{moment:%H.%M}" if language == "sv" else f"{moment:%H:%M}"


def today() -> date:
    """The day that it is where the site is, whatever clock its server keeps."""
    return datetime.now(_zone()).date()


def date_of(seconds: int) -> date:
    """The day that a moment falls on where the site is."""
    return local(seconds).date()


def local(seconds: int) -> datetime:
    """A moment on the site's clock."""
    return datetime.fromtimestamp(seconds, _zone())


def begins(day: date) -> datetime:
    """The moment at which a day begins where the site is."""
    return datetime.combine(day, time.min, _zone())


def given(text: str) -> int:
    """A moment as browsers and programs write it (ISO 8601); raises ValueError.

    It is on the site's clock where it names no other.
    """
    found = datetime.fromisoformat(text)
    return int((found if found.tzinfo else found.replace(tzinfo=_zone())).timestamp())


def month_name(month: int, language: str = "") -> str:
    """A month's name as it is written within a sentence."""
    language = language or api.portal.get_current_language()
    service = api.portal.get_tool("translation_service")
    name = api.portal.translate(service.month_msgid(month), domain="plonelocales", lang=language)
    return name.lower() if language == "sv" else name


def day(iso: str, language: str = "") -> str:
    """A day (ISO 8601) in words; empty for none."""
    if not iso:
        return ""
    language = language or api.portal.get_current_language()
    year, month, number = iso.split("-")
    parts = {"day": str(int(number)), "month": month_name(int(month), language), "year": year}
    return api.portal.translate(_("${day} ${month} ${year}", mapping=parts), lang=language)


def _nearness(day_of):
    """The word for today or for yesterday, or None."""
    word = {0: _("Today"), 1: _("Yesterday")}.get((today() - day_of).days)
    return word and api.portal.translate(word)


def _begun(text):
    """A text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _zone():
    return ZoneInfo(api.portal.get_registry_record("plone.portal_timezone") or "UTC")


@lru_cache(maxsize=4096)
def _written(minute, zone, language):
    """Kept, since the same moments are written on page after page."""
    local = datetime.fromtimestamp(minute, zone)
    parts = {
        "day": str(local.day),
        "month": month_name(local.month, language),
        "year": str(local.year),
        "time": clock(local, language),
    }
    text = _("${day} ${month} ${year} at ${time}", mapping=parts)
    return api.portal.translate(text, lang=language)
