"""Verification of the record against the logs, of those against the hub-wide one and its anchors.

It streams: the caller decides between two faults when memory is freed, see ``at_rest``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ZODB.blob import Blob
from ZODB.POSException import POSKeyError

from . import ledger, shelves
from .captured import erased
from .completing import LINE, files_told, positions
from .engine import Refused
from .erasing import STEP, hash_of, nameless
from .layout import BY_ADDRESS, LETTERS, mail_ids
from .ledger import Head
from .plain import Data, Kept
from .replaying import replayed
from .sealing import GENESIS, canonical, fingerprint, first_broken, is_intact

DROPPED = "drop-files"
SOME = 200  # messages or entries, after which memory may be freed


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where the record is not as it was written: a message, and maybe a line of its log.

    ``what`` is ``missing``, ``log``, ``captured``, ``files``, ``evidence``, ``state`` (the log's
    lines lead to another), ``place`` (it is on other lists, or under another URL) or the name of
    derived data. ``number`` is 0 for faults of no message but of the hub's own log: then ``what``
    is ``chain``, ``head``, ``cut`` or ``anchor``, with the first entry that differs as ``line``; or
    another of the hub's logs, by its name.
    """

    number: int
    what: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """Data derived from the messages' logs and stored elsewhere, which can be rebuilt from them.

    ``replayed()`` returns, for a message's number and its lines, the items that must be stored, as
    ``has()`` takes them; ``size()`` is the number of stored items.
    """

    name: str
    replayed: Callable[[int, Sequence[Data]], Iterable[tuple[object, ...]]]
    has: Callable[[tuple[object, ...]], bool]
    size: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Lane:
    """Another log of the hub: the hash at a position, or None, and its length."""

    hash_at: Callable[[int], str | None]
    size: Callable[[], int]


@dataclass(slots=True)
class Check:
    """The input of a verification beside the messages, and its counts so far."""

    root: Kept
    books: Iterable[Book] = ()
    lanes: Mapping[str, Lane] = field(default_factory=dict)
    anchors: Iterable[Head] = ()
    at_rest: Callable[[], None] = lambda: None
    counted: dict[str, int] = field(default_factory=dict)

    def count(self, what: str, number: int) -> None:
        """Count items that must exist."""
        self.counted[what] = self.counted.get(what, 0) + number


def faults(
    root: Kept,
    *,
    books: Iterable[Book] = (),
    lanes: Mapping[str, Lane] | None = None,
    anchors: Iterable[Head] = (),
    at_rest: Callable[[], None] = lambda: None,
) -> Iterator[Broken]:
    """Yield all faults of a hub's messages, those of the hub-wide log first.

    ``books`` and ``lanes`` are data of other modules, ``anchors`` heads that were stored outside
    the database. ``at_rest`` is called from time to time, when no object that was read is held.
    """
    check = Check(root, tuple(books), lanes or {}, anchors, at_rest)
    yield from _faults_of_chain(check)
    yield from _faults_of_lanes(check)
    for place, number in enumerate(root["messages"]):
        yield from _faults_of(check, number)
        if place % SOME == SOME - 1:
            at_rest()
    yield from _faults_of_lists(check)


def _faults_of_chain(check: Check) -> Iterator[Broken]:
    """Check that each entry follows the one before it, and that each line is the one in its log."""
    awaited = sorted(check.anchors, key=lambda each: each.count, reverse=True)
    before = Head(0, GENESIS)
    for count, entry in ledger.entries(check.root):
        if count != before.count + 1 or not ledger.is_linked(entry, before):
            yield Broken(0, "chain", before.count + 1)
            return
        yield from _faults_of_line(check, entry)
        sound, before = before.count, Head(count, entry.hash)
        while awaited and awaited[-1].count <= count:
            if (awaited.pop().hash) != before.hash:
                yield Broken(0, "anchor", _since(check, sound, count))
                return
        if count % SOME == 0:
            check.at_rest()
    yield from _faults_of_head(check, before, awaited)


def _faults_of_head(check: Check, chain: Head, awaited: list[Head]) -> Iterator[Broken]:
    if awaited:
        yield Broken(0, "cut", chain.count + 1)
    stored = ledger.head_of(check.root)
    if (stored.count, stored.hash) != (chain.count, chain.hash):
        yield Broken(0, "head", chain.count)


def _since(check: Check, sound: int, count: int) -> int:
    """Return the first entry that may differ: the one after the latest anchor before this one."""
    return max((each.count for each in check.anchors if each.count < count), default=0) + 1


def _faults_of_line(check: Check, entry: ledger.Entry) -> Iterator[Broken]:
    number = ledger.number_of(entry.lane)
    if number is None:
        lane = check.lanes.get(entry.lane)
        if lane and lane.hash_at(entry.position) != entry.line:
            yield Broken(0, entry.lane, entry.position)
    elif number not in check.root["messages"]:
        if entry.position == 0:
            yield Broken(number, "missing")
    else:
        line = check.root["messages"][number]["log"].get(entry.position)
        if line is None or line.get("hash") != entry.line:
            yield Broken(number, "log", entry.position)


def _faults_of_lanes(check: Check) -> Iterator[Broken]:
    """Check that queued lines exist, and that other logs have no line outside chain and queue."""
    for lane in ledger.waiting_lanes(check.root):
        number = ledger.number_of(lane)
        is_new = number is not None and not ledger.joined_of(check.root, lane)
        if is_new and number not in check.root["messages"]:
            yield Broken(number or 0, "missing")
    if not _is_all_counted(check):
        yield Broken(0, "head", ledger.head_of(check.root).count)
    for name, log in check.lanes.items():
        waiting = ledger.waiting_of(check.root, name)
        for position in waiting:
            if log.hash_at(position) != waiting[position]:
                yield Broken(0, name, position)
        if log.size() != ledger.joined_of(check.root, name) + len(waiting):
            yield Broken(0, name)


def _is_all_counted(check: Check) -> bool:
    """Return whether the chain has as many lines as the logs have in it.

    Each log is only checked up to its own number, so a line appended to it would pass.
    """
    total = 0
    for place, number in enumerate(check.root["ledger"]["lanes"].values()):
        if number < 1:
            return False
        total += number
        if place % SOME == 0:
            check.at_rest()
    return total == ledger.head_of(check.root).count


def _faults_of(check: Check, number: int) -> Iterator[Broken]:
    message = check.root["messages"][number]
    lines = [dict(line) for line in message["log"].values()]
    steps = [line["step"] for line in lines]
    end = steps.index(STEP) if STEP in steps else 0
    broken = first_broken(lines, erased_before=end)
    if broken is None:
        broken = _unlogged(check, number, lines)
    if broken is not None:
        yield Broken(number, "log", broken)
    elif end:
        yield from _faults_of_disposed(message, number, lines, end)
    else:
        yield from _faults_of_kept(message, number, lines)
    yield from _faults_of_state(message, number, lines)
    yield from _faults_of_places(check, message, number)
    # A log from before they were listed has others, too.
    listed = check.root.get(LETTERS, {})
    check.count(LETTERS, sum(listed.get(id) == number for id in mail_ids(lines)))
    yield from _faults_of_books(check, number, lines)


def _unlogged(check: Check, number: int, lines: Sequence[Data]) -> int | None:
    """Return the first line that is missing in the hub-wide log, or missing here, or None."""
    lane = ledger.message_lane(number)
    joined, waiting = ledger.joined_of(check.root, lane), ledger.waiting_of(check.root, lane)
    if len(lines) < joined:
        return len(lines)
    here = {at: lines[at]["hash"] for at in range(joined, len(lines))}
    others = sorted(at for at in {*here, *waiting} if here.get(at) != waiting.get(at))
    return others[0] if others else None


def _faults_of_disposed(
    message: Kept, number: int, lines: Sequence[Data], end: int
) -> Iterator[Broken]:
    """Check that no content has come back, and that the remaining lines are unchanged."""
    if lines[end]["given"].get("log") != hash_of(lines[:end]):
        yield Broken(number, "log")
    if dict(message["captured"]) != erased(message["captured"]):
        yield Broken(number, "captured")
    if message["files"]:
        yield Broken(number, "files")
    if message["seals"]:
        yield Broken(number, "evidence")


def _faults_of_kept(message: Kept, number: int, lines: Sequence[Data]) -> Iterator[Broken]:
    first = lines[0]["given"] if lines else {}
    if first.get("captured") != fingerprint(canonical(dict(message["captured"]))):
        yield Broken(number, "captured")
    if tuple(message.get(LINE, ())) != positions(lines):
        yield Broken(number, "captured")
    hashes = _hashes(message, lines)
    if files_told(lines) != hashes:
        yield Broken(number, "files")
    logged = [line["given"]["evidence"] for line in lines if line["step"] == "seal"]
    seals = [dict(seal) for seal in message["seals"].values()]
    if [seal["hash"] for seal in seals] != logged or not all(
        is_intact(seal, hashes) for seal in seals
    ):
        yield Broken(number, "evidence")


def _hashes(message: Kept, lines: Sequence[Data]) -> dict[str, str]:
    dropped = (line["given"]["files"] for line in lines if line["step"] == DROPPED)
    gone = {name: each["sha256"] for files in dropped for name, each in files.items()}
    return gone | {name: _hash_of(blob) for name, blob in message["files"].items()}


def _faults_of_state(message: Kept, number: int, lines: Sequence[Data]) -> Iterator[Broken]:
    try:
        expected = replayed(lines)
    except (Refused, ValueError, KeyError, TypeError):
        yield Broken(number, "state")
        return
    stored = {name: message.get(name) for name in expected.stored_values()}
    source = message["source"]
    is_same = expected.source in (source, nameless(source)) and message["number"] == number
    if not is_same or stored != expected.stored_values():
        yield Broken(number, "state")


def _faults_of_places(check: Check, message: Kept, number: int) -> Iterator[Broken]:
    places = list(shelves.places(message))
    check.count("shelves", len(places))
    check.count("sources", 1)
    is_listed = all(place in check.root["shelves"] for place in places)
    is_found = all(_found_by(check, message, number, tree) for tree in BY_ADDRESS)
    is_known = check.root["sources"].get(message["source"]) == number
    if not (is_listed and is_found and is_known):
        yield Broken(number, "place")


def _found_by(check: Check, message: Kept, number: int, tree: str) -> bool:
    address = message["captured"].get(BY_ADDRESS[tree])
    check.count(tree, 1 if address else 0)
    return not address or (address, number) in check.root[tree]


def _faults_of_books(check: Check, number: int, lines: Sequence[Data]) -> Iterator[Broken]:
    for book in check.books:
        wanted = list(book.replayed(number, lines))
        check.count(book.name, len(wanted))
        if not all(book.has(each) for each in wanted):
            yield Broken(number, book.name)


def _faults_of_lists(check: Check) -> Iterator[Broken]:
    """Check that only messages are listed, and that the counters are right."""
    counts = {key: length() for key, length in check.root["counts"].items() if length()}
    for key, found in groupby(_streamed(check, "shelves"), key=lambda place: place[:3]):
        number = sum(1 for _place in found)
        check.count("listed", number)
        if counts.pop(key, 0) != number:
            yield Broken(0, "counts")
    if counts or check.counted.get("listed", 0) != check.counted.get("shelves", 0):
        yield Broken(0, "counts")
    for name in ("sources", LETTERS, *BY_ADDRESS):
        if sum(1 for _each in _streamed(check, name)) != check.counted.get(name, 0):
            yield Broken(0, name)
    for book in check.books:
        if book.size() != check.counted.get(book.name, 0):
            yield Broken(0, book.name)


def _streamed(check: Check, name: str) -> Iterator[tuple[object, ...]]:
    for place, each in enumerate(check.root.get(name, ())):
        yield each
        if place % (SOME * 10) == 0:
            check.at_rest()


def _hash_of(blob: Blob) -> str:
    """Return a file's hash; empty if its bytes are gone from the disk."""
    try:
        with blob.open() as file:
            return fingerprint(file.read())
    except POSKeyError:
        return ""
