"""The hub-wide log: one chain with a running count over every line of every log of a hub.

Each message has a log of its own, and so have the supervision rounds and the channels' history.
Such a log is a *lane* here, named ``message:12``, ``rounds`` …, and a line has a position in it.
The chain says in which order all those lines came, and how many they are; so its head (count, hash,
time), once it is known outside the database, vouches for all of them.

*A chain, no Merkle tree.* RFC 6962's tree gives short proofs to those who cannot read the log.
Nobody outside may read this one, and whoever verifies it reads all of it anyway: to that reader
a chain tells as much, and an anchor is checked when its count comes by.

*No writer waits for another.* A head that each capture moved on would be the one place in the
database where all of them meet. So a line is only put down as *waiting*, in one of some sets
that ZODB always merges, in the transaction that writes it. The worker (each minute) and each
removal join what waits to the chain: the head has few writers, and a line that was committed
while they were at it waits for the next one. What waits is verified, too.

The sets are bare buckets, as a tree that splits is no longer merged; and each keeps a mark for
ever, as ZODB does not merge what becomes empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOSet
from persistent.mapping import PersistentMapping

from .plain import Data, Kept
from .sealing import GENESIS, canonical, fingerprint

# A line that waits: its log, its position there, its moment and its hash.
Waiting = tuple[str, int, int, str]
SETS = 64
MARK: Waiting = ("", 0, 0, "")
LAST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Head:
    """How many lines the chain has, its hash, and when the last of them was joined to it."""

    count: int
    hash: str
    time: int | None = None

    def as_data(self) -> dict[str, int | str | None]:
        """The head as it is told and anchored; ``time`` is seconds since 1970."""
        return {"count": self.count, "hash": self.hash, "time": self.time}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line's place in the chain: ``line`` is its own hash, ``hash`` the chain's up to it."""

    time: int
    lane: str
    position: int
    line: str
    hash: str


def new_ledger() -> Kept:
    """A chain without lines."""
    waiting = PersistentMapping({number: OOSet([MARK]) for number in range(SETS)})
    head = PersistentMapping(count=0, hash=GENESIS, time=None)
    ledger: Kept = PersistentMapping(entries=LOBTree(), lanes=OOBTree(), head=head, waiting=waiting)
    return ledger


def message_lane(number: int) -> str:
    """The name of a message's log."""
    return f"message:{number}"


def number_of(lane: str) -> int | None:
    """The number of the message whose log it is; None for another log."""
    kind, _colon, number = lane.partition(":")
    return int(number) if kind == "message" else None


def note(root: Kept, lane: str, position: int, line: Data) -> None:
    """Let a line that has just been written (``time``, ``hash``) wait for the chain."""
    waiting = (lane, position, line["time"], line["hash"])
    _set_of(root, lane).insert(waiting)


def join(root: Kept, now: int) -> Head:
    """Put all that waits behind the chain, the earliest first; its head then."""
    ledger = root["ledger"]
    found = sorted(_all_waiting(root), key=lambda each: (each[2], each[0], each[1]))
    chain = head_of(root)
    for lane, position, time, line in found:
        entry = _linked(chain, time, lane, position, line)
        chain = Head(chain.count + 1, entry.hash, now)
        ledger["entries"][chain.count] = (time, lane, position, line, entry.hash)
        ledger["lanes"][lane] = ledger["lanes"].get(lane, 0) + 1
        _set_of(root, lane).remove((lane, position, time, line))
    if found:
        ledger["head"].update(chain.as_data())
    return chain


def head_of(root: Kept) -> Head:
    """The head of the chain as it is kept."""
    return Head(**dict(root["ledger"]["head"]))


def waiting_of(root: Kept, lane: str) -> Mapping[int, str]:
    """The hashes of the lines of one log that wait for the chain, by position."""
    found = _set_of(root, lane).keys((lane, 0), (lane, LAST))
    return {position: line for _lane, position, _time, line in found}


def waiting_lanes(root: Kept) -> Iterator[str]:
    """The logs of which a line waits for the chain."""
    for kept in root["ledger"]["waiting"].values():
        yield from dict.fromkeys(lane for lane, *_rest in kept if lane)


def joined_of(root: Kept, lane: str) -> int:
    """How many lines of a log are in the chain."""
    number: int = root["ledger"]["lanes"].get(lane, 0)
    return number


def lanes_after(root: Kept, count: int) -> Iterator[str]:
    """The logs of which a line came behind so many of the chain's, or waits for it."""
    yield from dict.fromkeys(entry.lane for _count, entry in entries(root, count + 1))
    yield from waiting_lanes(root)


def entries(root: Kept, first: int = 1) -> Iterator[tuple[int, Entry]]:
    """The chain, by count, from one of its entries on."""
    for count, kept in root["ledger"]["entries"].items(first):
        yield count, Entry(*kept)


def is_linked(entry: Entry, before: Head) -> bool:
    """Whether an entry is the next one after a head, as it was joined to it."""
    return entry == _linked(before, entry.time, entry.lane, entry.position, entry.line)


def _linked(before: Head, time: int, lane: str, position: int, line: str) -> Entry:
    # A position may be greater than the numbers that JSON is sure of.
    whole = [before.hash, before.count + 1, time, lane, str(position), line]
    return Entry(time, lane, position, line, fingerprint(canonical(whole)))


def _all_waiting(root: Kept) -> list[Waiting]:
    sets = root["ledger"]["waiting"].values()
    return [each for kept in sets for each in kept if each != MARK]


def _set_of(root: Kept, lane: str) -> OOSet:
    return root["ledger"]["waiting"][crc32(lane.encode()) % SETS]
