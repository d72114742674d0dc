"""The requested period of months."""

import re
from collections.abc import Mapping

from ... import _
from ...accounts.channels.times import today
from ...core.timeline import months
from ...site.pages.refusals import Refusal
from ...site.pages.request import form_text

DEFAULT_MONTHS, MAX_MONTHS = 12, 36
MONTH_PATTERN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def requested_period(form: Mapping) -> range:
    """Return the requested months, by default the last twelve. Raise Refusal if invalid."""
    last = _month_number(form_text(form, "to")) or _current_month()
    first = _month_number(form_text(form, "from")) or max(last - DEFAULT_MONTHS + 1, 0)
    if first > last:
        raise Refusal(_("The first month is after the last one."))
    if last - first >= MAX_MONTHS:
        raise Refusal(_("Choose ${number} months at most.", mapping={"number": MAX_MONTHS}))
    return range(first, last + 1)


def month_text(month: int) -> str:
    """Return a month number as a text, such as ``2026-05``."""
    year, number = months.year_month(month)
    return f"{year:04}-{number:02}"


def _month_number(given):
    if not given:
        return None
    found = MONTH_PATTERN.fullmatch(given)
    if not found or not 1 <= int(found[2]) <= 12 or not 2004 <= int(found[1]) <= 2199:
        raise Refusal(_("Write a month as year-month, for example 2026-05."))
    return (int(found[1]) - months.FIRST_YEAR) * 12 + int(found[2]) - 1


def _current_month():
    return (today().year - months.FIRST_YEAR) * 12 + today().month - 1
