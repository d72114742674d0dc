"""Moments, kept as whole seconds since 1970 (UTC), written for machines and for people."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from plone import api


def moment(seconds: int | None) -> str | None:
    """Seconds since 1970 as ISO 8601 in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()


def when(seconds: int) -> dict:
    """A moment as ``iso`` (UTC) and as ``text`` in the site's time zone and language."""
    zone = ZoneInfo(api.portal.get_registry_record("plone.portal_timezone"))
    local = datetime.fromtimestamp(seconds, zone)
    return {
        "iso": moment(seconds),
        "text": api.portal.get_localized_time(local, long_format=True),
    }
