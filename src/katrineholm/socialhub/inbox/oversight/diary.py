"""The hub's part of the diary: the registered messages (T17), sorted by date.

It is stored separately, so that entries outlast disposed messages (offentlighets- och
sekretesslagen 5 kap. 2 §), and can be queried by date without reading messages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plone.dexterity.content import Container

from ...accounts.channels import hub_storage
from ...accounts.channels.times import local_date
from ...core.messages.disposal import DISPOSAL_STEP as DISPOSAL
from ...core.messages.store import messages_of
from ...core.messages.verification import DerivedData
from ..steps.authorities import authority_of
from ..steps.interfaces import IStepTaken

KEY = "katrineholm.socialhub.diary"
STEP = "register"
FIRST, LAST = "0000-00-00", "9999-99-99"


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """An entry of the diary; ``number`` is the message's, ``party`` is its sender or receiver."""

    day: str
    number: int
    diary_number: str
    party: str
    subject: str
    is_secret: bool

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The columns with everything in them."""
        return (self.day, self.diary_number, self.party, self.subject)

    @property
    def open_cells(self) -> tuple[str, str, str, str]:
        """The public columns; the party and subject of a secret message are empty."""
        held_back = ("", "") if self.is_secret else (self.party, self.subject)
        return (self.day, self.diary_number, *held_back)


def registration_facts(hub: Container, number: int, now: int) -> dict:
    """Return the series that the diary number must belong to, if any, see IPreparation."""
    series = authority_of(hub, messages_of(hub)[number]["channel"]).series
    return {"diary_series": series} if series else {}


def enter_in_diary(taken: IStepTaken) -> None:
    """Enter a message in the diary when it is registered, see IStepTaken."""
    if taken.step != STEP:
        return
    book = hub_storage.writable_data(taken.hub, KEY)
    lines = [line for line in messages_of(taken.hub).log(taken.number) if line["step"] == STEP]
    for line in lines:
        book.pop((diary_day(line), taken.number), None)
    book[diary_day(lines[-1]), taken.number] = _entry_values(lines[-1]["given"])


def diary_entries(hub: Container, first: str = FIRST, last: str = LAST) -> Iterator[DiaryEntry]:
    """Yield the entries from the first to the last day (ISO 8601), sorted by date."""
    messages, book = messages_of(hub), hub_storage.stored_data(hub, KEY)
    for (day, number), values in book.items((first, 0), (last, 2**53)):
        yield DiaryEntry(day, number, *values, messages.state(number).facts.secret)


def replayed_diary(hub: Container) -> DerivedData:
    """Return the diary as derived from the messages' logs, see IReplayedBook."""
    book = hub_storage.stored_data(hub, KEY)
    return DerivedData(
        "diary", _expected_entries, lambda each: book.get(each[0]) == each[1], lambda: len(book)
    )


def diary_day(line: Mapping) -> str:
    """Return the date in the diary (ISO 8601), given the log line of a registration."""
    return line["given"].get("diary_date") or local_date(line["time"]).isoformat()


def _expected_entries(number, lines):
    """Return the expected entries; a disposed message's are in the line of its disposal."""
    lines = [line for line in lines if line["step"] in (STEP, DISPOSAL)]
    if not lines:
        return []
    latest = lines[-1]
    if latest["step"] == DISPOSAL:
        given = latest["given"].get("registered")
        latest = {"given": given, "time": given["time"]} if given else None
    return [((diary_day(latest), number), _entry_values(latest["given"]))] if latest else []


def _entry_values(given):
    return tuple(given.get(name, "") for name in ("diary_number", "diary_party", "diary_subject"))
