"""Diary numbers that come back by mail from the diary's own system: see ``IMailUse``.

Only mails of the senders in the setting ``diary_senders`` are read so. A mail that cannot be stored
as a whole becomes a message as well, so that a person sees it.
"""

import re
from collections.abc import Iterator

from plone.dexterity.content import Container

from ... import logger
from ...core.files.csv_reader import Row
from ...site.settings.registry import setting
from ..steps.roles import as_contact
from .diary_numbers import REFUSED, planned_numbers, store_numbers

GAP = r"(?:\s*[:.]\s*|\s+)"
RECEIPT = rf"\b(?:kvittonummer|kvitto|meddelande|receipt number)(?:\s+nr)?{GAP}([A-Z0-9-]{{1,50}})"
# As “KS 2026/1” or “2026/KS 1”: it has a digit, so that no word of a sentence is taken for it.
PREFIX, REST = r"(?:[^\W\d_]\w{0,9}[^\S\n])?", r"(?:(?<=[^\W\d_])[^\S\n]\d{1,9})?"
NUMBER = rf"({PREFIX}[^\s,;()]{{0,50}}\d[^\s,;()]{{0,50}}{REST})"
DIARY = rf"\b(?:diarienummer|dnr|diary number){GAP}{NUMBER}"
LABELS = {"receipt": re.compile(RECEIPT, re.I), "diary_number": re.compile(DIARY, re.I)}
MOST_LINES = 2000


def use_diary_mail(
    hub: Container, sender: str, subject: str, text: str, *, now: int, data: bytes = b""
) -> bool:
    """Register the messages that a mail has diary numbers for; return if it was used whole."""
    if sender.lower() not in {each.strip().lower() for each in setting("diary_senders") or ()}:
        return False
    rows = [*mail_rows(subject, text)]
    planned = planned_numbers(hub, rows, is_mine=lambda number: True)
    with as_contact(sender.lower()):
        stored = store_numbers(hub, planned, now=now, roles=("registrar",))
    refused = [each for each in planned if each.verdict == REFUSED]
    for each in refused:
        logger.warning("Diary number for %s not stored: %s", each.receipt, each.reason)
    logger.info("Diary numbers by mail: %d stored, %d refused", stored, len(refused))
    return bool(rows) and not refused


def mail_rows(subject: str, text: str) -> Iterator[Row]:
    """Yield a row for each line of a mail with both numbers, or one for the whole mail."""
    lines = [subject, *text.splitlines()[:MOST_LINES]]
    found = [(at, _numbers(line)) for at, line in enumerate(lines)]
    whole = [(at, values) for at, values in found if len(values) == len(LABELS)]
    if not whole:
        values = {name: value for _at, part in reversed(found) for name, value in part.items()}
        whole = [(0, values)] if len(values) == len(LABELS) else []
    for at, values in whole:
        yield Row(at, values)


def _numbers(line: str) -> dict[str, str]:
    found = {name: label.search(line) for name, label in LABELS.items()}
    return {name: match[1].strip(" .") for name, match in found.items() if match}
