"""The hub's part of the diary: the registered messages (T17), in order of date.

It is a register of its own, which outlasts disposed messages (offentlighets- och sekretesslagen 5
kap. 2 §), and is queried by date without reading messages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plone.dexterity.content import Container

from ...accounts.channels import books
from ...accounts.channels.moments import date_of
from ...core.messages.erasing import STEP as DISPOSAL
from ...core.messages.store import messages_of
from ...core.messages.verifying import Book
from ..routing.authorities import authority_of
from ..steps.interfaces import IStepTaken

KEY = "katrineholm.socialhub.diary"
STEP = "register"
FIRST, LAST = "0000-00-00", "9999-99-99"


@dataclass(frozen=True, slots=True)
class Entry:
    """``day`` is ISO 8601, ``number`` the message's; ``party`` is its sender or receiver."""

    day: str
    number: int
    diary_number: str
    party: str
    subject: str
    is_secret: bool

    @property
    def open_cells(self) -> tuple[str, str, str, str]:
        """The public columns: a secret message's party and subject are empty."""
        held_back = ("", "") if self.is_secret else (self.party, self.subject)
        return (self.day, self.diary_number, *held_back)


def prepare(hub: Container, number: int, now: int) -> dict:
    """Return the series that the diary number must belong to, see IPreparation."""
    series = authority_of(hub, messages_of(hub)[number]["channel"]).series
    return {"diary_series": series} if series else {}


def enter(taken: IStepTaken) -> None:
    """Enter a registered message, once, see IStepTaken."""
    if taken.step != STEP:
        return
    book = books.begun(taken.hub, KEY)
    lines = [line for line in messages_of(taken.hub).log(taken.number) if line["step"] == STEP]
    for line in lines:
        book.pop((day_of(line), taken.number), None)
    book[day_of(lines[-1]), taken.number] = _entry_values(lines[-1]["given"])


def entries(hub: Container, first: str = FIRST, last: str = LAST) -> Iterator[Entry]:
    """Yield the entries between two days, both included (ISO 8601), sorted by date."""
    messages, book = messages_of(hub), books.read(hub, KEY)
    for (day, number), values in book.items((first, 0), (last, 2**53)):
        yield Entry(day, number, *values, messages.state(number).facts.secret)


def replayed(hub: Container) -> Book:
    """Return the diary as the messages' logs have it, see IReplayedBook."""
    book = books.read(hub, KEY)
    return Book(
        "diary", _expected_entries, lambda each: book.get(each[0]) == each[1], lambda: len(book)
    )


def day_of(line: Mapping) -> str:
    """Return the diary's day in a log line (ISO 8601)."""
    return line["given"].get("diary_date") or date_of(line["time"]).isoformat()


def _expected_entries(number, lines):
    """Return the expected entries; a disposed message's are in the line of its disposal."""
    lines = [line for line in lines if line["step"] in (STEP, DISPOSAL)]
    if not lines:
        return []
    latest = lines[-1]
    if latest["step"] == DISPOSAL:
        given = latest["given"].get("registered")
        latest = {"given": given, "time": given["time"]} if given else None
    return [((day_of(latest), number), _entry_values(latest["given"]))] if latest else []


def _entry_values(given):
    return tuple(given.get(name, "") for name in ("diary_number", "diary_party", "diary_subject"))
