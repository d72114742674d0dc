"""Moments, kept as whole seconds since 1970 (UTC), written for machines and for people."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from plone import api

from ... import _


def moment(seconds: int | None) -> str | None:
    """Seconds since 1970 as ISO 8601 in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()


def when(seconds: int) -> dict:
    """A moment as ``iso`` (UTC) and as ``text`` in the site's time zone and language."""
    zone = _zone()
    minute = seconds // 60 * 60
    text = _written(minute, zone, api.portal.get_current_language())
    return {"iso": moment(seconds), "text": text}


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


def month_name(month: int) -> str:
    """A month's name in the reader's language, as it is written within a sentence."""
    service = api.portal.get_tool("translation_service")
    name = api.portal.translate(service.month_msgid(month), domain="plonelocales")
    return name.lower() if api.portal.get_current_language() == "sv" else name


def day(iso: str) -> str:
    """A day (ISO 8601) as it is written in the site's language; empty for none."""
    if not iso:
        return ""
    year, month, number = iso.split("-")
    parts = {"day": str(int(number)), "month": month_name(int(month)), "year": year}
    return api.portal.translate(_("${day} ${month} ${year}", mapping=parts))


def _zone():
    return ZoneInfo(api.portal.get_registry_record("plone.portal_timezone") or "UTC")


@lru_cache(maxsize=4096)
def _written(minute, zone, language):
    """Kept, since the same moments are written on page after page."""
    local = datetime.fromtimestamp(minute, zone)
    parts = {
        "day": str(local.day),
        "month": month_name(local.month),
        "year": str(local.year),
        "time": f"{local:%H:%M}",
    }
    return api.portal.translate(_("${day} ${month} ${year} at ${time}", mapping=parts))
