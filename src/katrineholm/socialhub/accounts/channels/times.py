"""Timestamps, stored as whole seconds since 1970 (UTC), formatted for machines and people.

Texts are in the language of the page or in the given ``language``, as a mail is not in the language
of its sender. The worker has no page and uses the site's language.
"""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from plone import api

from ... import _


def iso_time(seconds: int | None) -> str | None:
    """Return seconds since 1970 as ISO 8601 in UTC, or None for None."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()


def formatted_time(seconds: int, language: str = "") -> dict:
    """Return a timestamp as ``iso`` (UTC) and as ``text`` in the site's time zone."""
    text = _time_text(seconds // 60 * 60, _zone(), language or api.portal.get_current_language())
    return {"iso": iso_time(seconds), "text": text}


def formatted_period(starts: int, ends: int | None) -> str:
    """Return a period as text, with only one date if it starts and ends on the same day."""
    begun = formatted_time(starts)["text"]
    if ends is None:
        return begun
    if local_date(starts) != local_date(ends):
        return f"{begun} – {formatted_time(ends)['text']}"
    return f"{begun}–{time_of_day(local_time(ends), api.portal.get_current_language())}"


def recent_time(seconds: int) -> dict:
    """Return a timestamp as ``iso`` and ``text``, with "today" or "yesterday" if it is recent."""
    near = _near_day(local_date(seconds))
    if near is None:
        return formatted_time(seconds)
    parts = {
        "day": near,
        "time": time_of_day(local_time(seconds), api.portal.get_current_language()),
    }
    text = api.portal.translate(_("${day} ${time}", mapping=parts))
    return {"iso": iso_time(seconds), "text": text}


def day_title(day_of: date) -> str:
    """Return a date as a heading: today, yesterday, or the date with its weekday or year."""
    near = _near_day(day_of)
    if near is not None:
        return near
    if day_of.year != today().year:
        return formatted_date(day_of.isoformat())
    service = api.portal.get_tool("translation_service")
    weekday = api.portal.translate(
        service.day_msgid(day_of.isoweekday() % 7), domain="plonelocales"
    )
    parts = {"weekday": weekday, "day": str(day_of.day), "month": month_name(day_of.month)}
    return _capitalized(api.portal.translate(_("${weekday} ${day} ${month}", mapping=parts)))


def month_title(day_of: date) -> str:
    """Return a date's month and year as a heading, or today or yesterday."""
    return _near_day(day_of) or _capitalized(f"{month_name(day_of.month)} {day_of.year}")


def time_of_day(moment: datetime, language: str) -> str:
    """Return the time of day as text: 19.31 in Swedish, 19:31 in other languages."""
    return f"{moment:%H.%M}" if language == "sv" else f"{moment:%H:%M}"


def today() -> date:
    """Return the current date in the site's time zone."""
    return datetime.now(_zone()).date()


def local_date(seconds: int) -> date:
    """Return the date of a timestamp in the site's time zone."""
    return local_time(seconds).date()


def local_time(seconds: int) -> datetime:
    """Return a timestamp as datetime in the site's time zone."""
    return datetime.fromtimestamp(seconds, _zone())


def start_of_day(day: date) -> datetime:
    """Return the first moment of a date in the site's time zone."""
    return datetime.combine(day, time.min, _zone())


def parsed_time(text: str) -> int:
    """Return the timestamp of an ISO 8601 text, by default in the site's zone. Raise ValueError."""
    found = datetime.fromisoformat(text)
    return int((found if found.tzinfo else found.replace(tzinfo=_zone())).timestamp())


def month_name(month: int, language: str = "") -> str:
    """Return a month's name as it is written within a sentence."""
    language = language or api.portal.get_current_language()
    service = api.portal.get_tool("translation_service")
    name = api.portal.translate(service.month_msgid(month), domain="plonelocales", lang=language)
    return name.lower() if language == "sv" else name


def formatted_date(iso: str, language: str = "") -> str:
    """Return an ISO 8601 date as text, empty if the date is empty."""
    if not iso:
        return ""
    language = language or api.portal.get_current_language()
    year, month, number = iso.split("-")
    parts = {"day": str(int(number)), "month": month_name(int(month), language), "year": year}
    return api.portal.translate(_("${day} ${month} ${year}", mapping=parts), lang=language)


def _near_day(day_of):
    """Return the word for today or yesterday, or None."""
    word = {0: _("Today"), 1: _("Yesterday")}.get((today() - day_of).days)
    return word and api.portal.translate(word)


def _capitalized(text):
    """Return a text with a capital letter."""
    return text[:1].upper() + text[1:]


def _zone():
    return ZoneInfo(api.portal.get_registry_record("plone.portal_timezone") or "UTC")


@lru_cache(maxsize=4096)
def _time_text(minute, zone, language):
    """Return a timestamp as text. It is cached, as the same ones recur on many pages."""
    local = datetime.fromtimestamp(minute, zone)
    parts = {
        "day": str(local.day),
        "month": month_name(local.month, language),
        "year": str(local.year),
        "time": time_of_day(local, language),
    }
    text = _("${day} ${month} ${year} at ${time}", mapping=parts)
    return api.portal.translate(text, lang=language)
