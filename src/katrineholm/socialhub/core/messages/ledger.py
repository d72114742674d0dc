"""The hub-wide log: one numbered chain of all lines of all logs of a hub.

Each message has a log of its own, and so have the supervision rounds and the channels' history.
Each log is called a *lane* here, named ``message:12``, ``rounds`` …, in which each line has a
position. The chain records the order and the count of all those lines, so its head (count, hash,
time), once it is known outside the database, vouches for all of them.

*A chain, no Merkle tree.* RFC 6962's tree gives short proofs to those who cannot read the log.
Nobody outside may read this one, and a verification reads all of it anyway: for that a chain is
enough, and an anchor is checked when its count is reached.

*No writer waits for another.* If each capture moved the head, all writers would conflict in that
one object. A line is therefore only queued, in one of several sets that ZODB always merges, in the
transaction that writes it. The worker (each minute) and each removal append the queued lines to the
chain, so that the head has few writers; a line that is committed meanwhile stays queued until the
next time. Queued lines are verified, too.

The sets are bare buckets, as a tree that splits is no longer merged; and each keeps a placeholder
for ever, as ZODB does not merge a set that becomes empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOSet
from persistent.mapping import PersistentMapping

from .data_types import Data, StoredMapping
from .integrity import GENESIS, canonical_json, sha256_hex

# A queued line: its log, its position there, its time and its hash.
QueuedLine = tuple[str, int, int, str]
QUEUES = 64
PLACEHOLDER: QueuedLine = ("", 0, 0, "")
MAX_POSITION = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the chain: the number of lines, the last hash, and when it was last extended."""

    count: int
    hash: str
    time: int | None = None

    def as_data(self) -> dict[str, int | str | None]:
        """Return the head as plain data, to be published; ``time`` is in seconds since 1970."""
        return {"count": self.count, "hash": self.hash, "time": self.time}


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """An entry of the chain for a line of a log, whose own hash is ``line``."""

    time: int
    lane: str
    position: int
    line: str
    hash: str


def new_ledger() -> StoredMapping:
    """Return an empty chain in its stored form, with empty queues."""
    waiting = PersistentMapping({number: OOSet([PLACEHOLDER]) for number in range(QUEUES)})
    head = PersistentMapping(count=0, hash=GENESIS, time=None)
    ledger: StoredMapping = PersistentMapping(
        entries=LOBTree(), lanes=OOBTree(), head=head, waiting=waiting
    )
    return ledger


def message_lane(number: int) -> str:
    """Return the name of a message's log in the ledger."""
    return f"message:{number}"


def message_number(lane: str) -> int | None:
    """Return the number of the message whose log has this name; None for a log of another kind."""
    _kind, _colon, digits = lane.partition(":")
    number = int(digits) if digits.isascii() and digits.isdecimal() else 0
    return number if lane == message_lane(number) else None


def queue_line(root: StoredMapping, lane: str, position: int, line: Data) -> None:
    """Queue a log's new line, which has a ``time`` and a ``hash``, to be appended to the chain."""
    waiting = (lane, position, line["time"], line["hash"])
    _queue_of(root, lane).insert(waiting)


def append_queued_lines(root: StoredMapping, now: int) -> Head:
    """Append all queued lines to the chain, the earliest first; return the chain's new head."""
    ledger = root["ledger"]
    found = sorted(queued_lines(root), key=lambda each: (each[2], each[0], each[1]))
    chain = chain_head(root)
    for lane, position, time, line in found:
        entry = _next_entry(chain, time, lane, position, line)
        chain = Head(chain.count + 1, entry.hash, now)
        ledger["entries"][chain.count] = (time, lane, position, line, entry.hash)
        ledger["lanes"][lane] = ledger["lanes"].get(lane, 0) + 1
        _queue_of(root, lane).remove((lane, position, time, line))
    if found:
        ledger["head"].update(chain.as_data())
    return chain


def chain_head(root: StoredMapping) -> Head:
    """Return the head of the chain, as stored when it was last extended."""
    return Head(**dict(root["ledger"]["head"]))


def lanes_since(root: StoredMapping, count: int) -> set[str]:
    """Return the names of the logs with lines appended to the chain after that many, or queued."""
    appended = root["ledger"]["entries"].values(count, excludemin=True)
    return {each[1] for each in appended}.union(queued_lanes(root))


def queued_in(root: StoredMapping, lane: str) -> Mapping[int, tuple[int, str]]:
    """Return the time and hash of each queued line of a log, by their position in the log."""
    found = _queue_of(root, lane).keys((lane, 0), (lane, MAX_POSITION))
    return {position: (time, line) for _lane, position, time, line in found}


def queued_lines(root: StoredMapping) -> Iterator[QueuedLine]:
    """Yield the queued lines of all logs."""
    for queue in root["ledger"]["waiting"].values():
        yield from (each for each in queue if each != PLACEHOLDER)


def queued_lanes(root: StoredMapping) -> Iterator[str]:
    """Yield the names of the logs that have queued lines."""
    yield from dict.fromkeys(lane for lane, *_rest in queued_lines(root))


def chained_count(root: StoredMapping, lane: str) -> int:
    """Return how many of a log's lines are in the chain."""
    number: int = root["ledger"]["lanes"].get(lane, 0)
    return number


def lanes_after(root: StoredMapping, count: int) -> Iterator[str]:
    """Yield the names of the logs with lines that are queued, or in the chain after a count."""
    yield from dict.fromkeys(entry.lane for _count, entry in chain_entries(root, count + 1))
    yield from queued_lanes(root)


def chain_entries(root: StoredMapping, first: int = 1) -> Iterator[tuple[int, ChainEntry]]:
    """Yield (count, entry) for the chain's entries from number ``first`` on."""
    for count, values in root["ledger"]["entries"].items(first):
        yield count, ChainEntry(*values)


def is_next_link(entry: ChainEntry, before: Head) -> bool:
    """Return whether an entry has the hash that it must have if it follows this head."""
    return entry == _next_entry(before, entry.time, entry.lane, entry.position, entry.line)


def _next_entry(before: Head, time: int, lane: str, position: int, line: str) -> ChainEntry:
    # A position may be greater than the numbers that are exact in JSON.
    whole = [before.hash, before.count + 1, time, lane, str(position), line]
    return ChainEntry(time, lane, position, line, sha256_hex(canonical_json(whole)))


def _queue_of(root: StoredMapping, lane: str) -> OOSet:
    return root["ledger"]["waiting"][crc32(lane.encode()) % QUEUES]
