"""Timestamps of feeds and pages, in UTC."""

import re
from calendar import timegm
from datetime import UTC, datetime, timedelta, timezone
from time import struct_time
from zoneinfo import ZoneInfo

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
LATEST = datetime(2101, 1, 1, tzinfo=UTC)
MAX_AHEAD = timedelta(hours=24)

# The first three letters of the months in English, Swedish, Danish, Norwegian and German.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan", "feb", "mar mär mrz", "apr", "may maj mai", "jun", "jul", "aug"),
            *("sep", "oct okt", "nov", "dec des dez"),
        ),
        1,
    )
    for name in names.split()
}
# Hours east of Greenwich, RFC 822 and the zones of Europe.
_ZONES = {
    **dict.fromkeys(("", "z", "ut", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("cet", "met", "mez", "bst", "west", "ist"), 1),
    **dict.fromkeys(("cest", "mest", "mesz", "eet", "sast"), 2),
    **dict.fromkeys(("eest", "msk"), 3),
    **{"ast": -4, "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7},
    **{"pdt": -7, "pst": -8, "jst": 9, "aest": 10, "aedt": 11},
}
_HOME = re.compile(r"svensk tid|swedish time|europe/\w+")
_WRITTEN = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?:den\s+)?(\d{1,2})\.?(?:st|nd|rd|th)?[\s-]+([^\W\d]{3,10})\.?,?[\s-]+"
    r"(\d{4}|\d{2})\b,?(?:\s+(?:kl(?:\.|ockan)?|at)(?=\s))?\s*(?:(\d{1,2})[:.](\d{2})"
    r"(?:[:.](\d{2})(?:\.\d+)?)?)?\s*(.*)"
)
_AMERICAN = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?([^\W\d]{3,10})\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(?:[-–]\s+)?(.*))?"
)
_HALF_DAY = re.compile(r"\b(0?[1-9]|1[0-2])((?:[:.]\d{2}){1,2})\s*([ap])\.?m\b\.?")
_MONTH_FIRST = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])/(\d{1,2})/(?=\d{4}\b)")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})\b(.*)")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})\b(.*)")
_ISO = re.compile(r"(\d{4}-?[\dW-]{2,6})(?:[T\s]+(\d[\d:.,]*))?\s*(.*)", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\.?\s+[^\W\d]{3,10}\.?\s+\d{4})"
    r"(?:[T,\s]{1,2}(?:kl\.?(?:ockan)?\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?(?:\s.*)?")


def parse_timestamp(raw: str, fallback: struct_time | None, now: datetime) -> datetime | None:
    """Return the time in a feed's date string in UTC, or None if it is missing or implausible.

    ``fallback`` is another parser's result in UTC, used if this one fails. Times before 1995, after
    2100 or more than 24 hours after ``now`` are implausible.
    """
    when = _read(" ".join(raw[:100].split()).lower()) or _from_tuple(fallback)
    if when is None or not EARLIEST <= when < LATEST or when > now + MAX_AHEAD:
        return None
    return when


def find_timestamp(raw: str, now: datetime) -> datetime | None:
    """Return the first time found in a page's text, in Swedish time if it has no time zone."""
    line = " ".join(raw[:300].split())
    texts = (line, *(match[0] for match in _IN_TEXT.finditer(line)))
    tries = (f"{each}{zone}" for each in texts for zone in (" svensk tid", ""))
    return next(filter(None, (parse_timestamp(each, None, now) for each in tries)), None)


def _read(text: str) -> datetime | None:
    text = _with_24_hours(text)
    for reader in (_epoch, _written, _iso, _numbers, _american):
        try:
            when = reader(text)
        except (ValueError, OverflowError):
            continue
        if when:
            return when
    return None


def _with_24_hours(text: str) -> str:
    """Return a text with a 24-hour clock; one with a 12-hour clock has the month before the day."""
    clock, found = _HALF_DAY.subn(_hour_of_24, text, count=1)
    return _MONTH_FIRST.sub(r"\2/\1/", clock, count=1) if found else text


def _hour_of_24(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
    return f"{hour:02}{match[2]}"


def _from_tuple(parsed: struct_time | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def _epoch(text: str) -> datetime | None:
    """Parse seconds or milliseconds since 1970."""
    if not re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)


def _written(text: str) -> datetime | None:
    """Parse a day, a month's name and a year: RFC 822 and everyday language."""
    match = _WRITTEN.fullmatch(text)
    if not match or match[2][:3] not in _MONTHS:
        return None
    day, name, year, hour, minute, second, zone = match.groups()
    year = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    clock = (int(hour or 0), int(minute or 0), min(int(second or 0), 59))
    return _zoned(datetime(year, _MONTHS[name[:3]], int(day), *clock), zone)


def _iso(text: str) -> datetime | None:
    """Parse ISO 8601 with and without separators, also week dates."""
    match = _ISO.fullmatch(text)
    if not match:
        return None
    day, clock, zone = match.groups()
    clock = (clock or "00:00").rstrip(".,")
    if re.fullmatch(r"\d:.*", clock):
        clock = "0" + clock
    return _zoned(datetime.fromisoformat(f"{day.upper()}T{clock}"), zone)


def _numbers(text: str) -> datetime | None:
    """Parse 2025.10.02, 2025/10/02, and with the day first as in Europe: 02/10/2025."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day, rest = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year, rest = match.groups()
    else:
        return None
    return _iso(f"{year}-{int(month):02}-{int(day):02} {rest.strip()}".strip())


def _american(text: str) -> datetime | None:
    """Parse October 2, 2025 13:00."""
    match = _AMERICAN.fullmatch(text)
    if not match or match[1][:3] not in _MONTHS:
        return None
    name, day, year, rest = match.groups()
    return _iso(f"{year}-{_MONTHS[name[:3]]:02}-{int(day):02} {rest or ''}".strip())


def _zoned(local: datetime, zone: str) -> datetime | None:
    zone = zone.strip(" ()")
    if match := _OFFSET.fullmatch(zone):
        sign, hours, minutes = match.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        local = local.replace(tzinfo=timezone(-offset if sign == "-" else offset))
    elif _HOME.fullmatch(zone):
        local = local.replace(tzinfo=ZoneInfo("Europe/Stockholm"))
    elif zone in _ZONES:
        local = local.replace(tzinfo=timezone(timedelta(hours=_ZONES[zone])))
    else:
        return None
    return local.astimezone(UTC)
