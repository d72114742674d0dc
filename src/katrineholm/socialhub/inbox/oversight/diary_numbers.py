"""Diary numbers that come back from the diary's own system, for messages of a hub.

A row names a message by its receipt number or its own number. What cannot be stored is refused row
by row with a sentence, and the rest is stored.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from plone import api
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.times import local_date
from ...core.files.csv_reader import Row, read_csv
from ...core.files.table_faults import TableFault
from ...core.messages import message_index
from ...core.messages.content import known_content
from ...core.messages.engine import Refused, unmet_guards
from ...core.messages.flow import TRANSITIONS
from ...core.messages.store import messages_of
from ...site.pages.refusals import error_message
from ..desk.serializer import sender_name
from ..steps.mails import channel_title
from ..steps.schema import past_day
from ..steps.steps import DISPOSED, take_step
from ..steps.validation import cleaned_line, is_message_number
from .diary import STEP, diary_entries, registration_facts
from .diary_page import own_diary_predicate

TITLES = {
    "receipt": ("Kvittonummer", "Meddelande", "Meddelandenummer", "Receipt number"),
    "diary_number": ("Diarienummer", "Dnr", "Diary number"),
    "diary_date": ("Datum", "Diariedatum", "Date"),
    "diary_party": ("Avsändare eller mottagare", "Avsändare", "Sender or receiver"),
    "diary_subject": ("Vad det gäller", "Ärendemening", "Ärende", "What it concerns"),
}
OPTIONAL = ("diary_date", "diary_party", "diary_subject")
NEW, SAME, REFUSED = "new", "unchanged", "refused"
INCOMPLETE = _("The row has no receipt number, or no diary number.")
UNKNOWN_RECEIPT = _("There is no message with this number in your diary.")


@dataclass(frozen=True, slots=True)
class PlannedNumber:
    """A row and its effect; ``number`` is the message's, ``values`` are those of its registration.

    ``verdict`` is ``new``, ``unchanged`` or ``refused``, for the given ``reason``.
    """

    line: int
    receipt: str
    diary_number: str
    verdict: str
    number: int = 0
    reason: Message | str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def read_numbers(data: bytes) -> list[Row]:
    """Return the rows of a CSV file from a diary. Raise TableFault if they cannot be read.

    Other columns, of which such files have many, are passed over.
    """
    return read_csv(data, TITLES, optional=OPTIONAL, passes_over=True)


def planned_numbers(
    hub: Container, rows: Iterable[Row], is_mine: Callable[[int], bool] | None = None
) -> list[PlannedNumber]:
    """Return the effect of each row. Nothing is stored.

    ``is_mine`` checks if a message may be registered; by default, if it is the current user's to
    register.
    """
    is_mine, taken = is_mine or own_diary_predicate(hub), _taken_numbers(hub)
    planned: list[PlannedNumber] = []
    lines: dict[int, int] = {}
    for row in rows:
        found = _first_row(_planned(hub, row, is_mine, taken), lines)
        planned.append(found)
        if found.verdict == NEW:
            taken[_folded(found.diary_number)] = found.number
    return planned


def store_numbers(
    hub: Container,
    planned: Iterable[PlannedNumber],
    *,
    now: int,
    roles: Collection[str] | None = None,
) -> int:
    """Register the messages of the rows that are new, and return how many.

    ``roles`` are as in ``take_step``.
    """
    new = [each for each in planned if each.verdict == NEW]
    for each in new:
        take_step(hub, each.number, STEP, each.values, now=now, roles=roles)
    return len(new)


def numbers_fingerprint(planned: Iterable[PlannedNumber]) -> str:
    """Return a hash of the effects of rows."""
    effects = [(each.line, each.verdict, each.number, each.diary_number) for each in planned]
    return sha256(repr(effects).encode()).hexdigest()


def _planned(hub, row: Row, is_mine, taken) -> PlannedNumber:
    receipt, diary_number = (row.values.get(name, "") for name in ("receipt", "diary_number"))
    try:
        number = _message_number(hub, row, is_mine)
        present = _present_number(hub, number)
        verdict = SAME if _folded(present) == _folded(diary_number) else NEW
        values = _values(hub, number, row.values) if verdict == NEW else {}
        if verdict == NEW:
            _refuse_conflict(hub, number, values, present, taken)
    except (Refused, TableFault) as refusal:
        why = refusal.sentence if isinstance(refusal, Refused) else error_message(refusal)
        return PlannedNumber(row.line, receipt, diary_number, REFUSED, reason=why)
    return PlannedNumber(row.line, receipt, diary_number, verdict, number, values=values)


def _message_number(hub, row: Row, is_mine) -> int:
    if row.fault:
        raise row.fault
    receipt = row.values["receipt"]
    if not receipt or not row.values["diary_number"]:
        raise Refused("row", INCOMPLETE)
    root = messages_of(hub).root
    found = message_index.receipt_numbers(root, receipt)
    if is_message_number(receipt) and int(receipt) in root["messages"]:
        found = [int(receipt)]
    if len(found) != 1 or not is_mine(found[0]):
        raise Refused("row", UNKNOWN_RECEIPT)
    return found[0]


def _present_number(hub, number) -> str:
    lines = [line for line in messages_of(hub).log(number) if line["step"] == STEP]
    return lines[-1]["given"]["diary_number"] if lines else ""


def _values(hub, number, given: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a registration; those that the row lacks are the message's own."""
    known = known_content(messages_of(hub)[number])
    channel = {"channel": channel_title(hub, messages_of(hub)[number]["channel"])}
    subject = known.get("subject") or api.portal.translate(
        _("Message to ${channel}", mapping=channel)
    )
    return {
        "diary_number": cleaned_line(given["diary_number"]),
        "diary_date": past_day(
            given.get("diary_date") or local_date(known["captured"]).isoformat()
        ),
        "diary_party": cleaned_line(given.get("diary_party") or sender_name(known["sender"])),
        "diary_subject": cleaned_line(given.get("diary_subject") or subject),
    }


def _refuse_conflict(hub, number, values, present, taken):
    messages = messages_of(hub)
    if "disposed" in messages.state(number).record:
        raise Refused("row", DISPOSED)
    if present:
        said = {"message": str(number), "number": present}
        raise Refused("row", _("Message ${message} has number ${number} already.", mapping=said))
    other = taken.get(_folded(values["diary_number"]), number)
    if other != number:
        said = {"message": str(other)}
        raise Refused("row", _("The number is that of message ${message}.", mapping=said))
    known = values | registration_facts(hub, number, 0)
    for guard in unmet_guards(messages.state(number), TRANSITIONS[STEP], known):
        raise Refused("row", guard.refusal)


def _first_row(planned: PlannedNumber, lines: dict[int, int]) -> PlannedNumber:
    """Return a row, refused if it is about a message that an earlier row is about."""
    if not planned.number or planned.number not in lines:
        lines[planned.number] = planned.line
        return planned
    why = _(
        "Line ${line} of the file is about the same message.",
        mapping={"line": str(lines[planned.number])},
    )
    return PlannedNumber(planned.line, planned.receipt, planned.diary_number, REFUSED, reason=why)


def _taken_numbers(hub) -> dict[str, int]:
    return {_folded(each.diary_number): each.number for each in diary_entries(hub)}


def _folded(diary_number: str) -> str:
    return " ".join(diary_number.split()).casefold()
