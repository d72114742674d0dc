"""The requested period of months."""

import re
from collections.abc import Mapping

from ... import _
from ...accounts.channels.moments import today
from ...core.timeline import months
from ...site.forms.refusals import Refusal
from ...site.forms.request import text

USUAL, MOST = 12, 36
WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def period_from(form: Mapping) -> range:
    """Return the requested months, by default the last twelve. Raises Refusal."""
    last = _number(text(form, "to")) or _present()
    first = _number(text(form, "from")) or max(last - USUAL + 1, 0)
    if first > last:
        raise Refusal(_("The first month is after the last one."))
    if last - first >= MOST:
        raise Refusal(_("Choose ${number} months at most.", mapping={"number": MOST}))
    return range(first, last + 1)


def usual() -> range:
    """Return the last twelve months."""
    return range(_present() - USUAL + 1, _present() + 1)


def written(month: int) -> str:
    """Return a month as ``2026-05``."""
    year, number = months.year_month(month)
    return f"{year:04}-{number:02}"


def _number(given):
    if not given:
        return None
    found = WRITTEN.fullmatch(given)
    if not found or not 1 <= int(found[2]) <= 12 or not 2004 <= int(found[1]) <= 2199:
        raise Refusal(_("Write a month as year-month, for example 2026-05."))
    return (int(found[1]) - months.FIRST_YEAR) * 12 + int(found[2]) - 1


def _present():
    return (today().year - months.FIRST_YEAR) * 12 + today().month - 1
