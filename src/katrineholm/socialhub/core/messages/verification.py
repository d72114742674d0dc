"""Verification of the messages against their logs, and of the logs against the hub-wide log.

The results are yielded one by one; ``at_rest`` lets the caller free memory between two of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ZODB.blob import Blob
from ZODB.POSException import POSKeyError

from . import ledger, message_lists
from .anchors import Anchor, TimeFloor, valid_anchors
from .content import ADDITION, addition_positions, erased_content, logged_files
from .data_types import Data, StoredMapping
from .disposal import DISPOSAL_STEP, anonymous_source, log_hash, open_proposal
from .engine import Refused
from .guards import GUARDS
from .integrity import GENESIS, canonical_json, first_broken_line, is_seal_intact, sha256_hex
from .layout import BY_URL, SENT_MAILS, mail_ids
from .ledger import Head
from .replay import replayed_message

DROP_STEP = "drop-files"
UNREPLAYABLE = (Refused, ValueError, KeyError, TypeError)
BATCH_SIZE = 200  # messages or entries, after which memory may be freed


@dataclass(frozen=True, slots=True)
class RecordFault:
    """A mismatch that shows that stored data were changed: of a message, or a line of a log.

    ``what`` is ``missing``, ``log``, ``captured``, ``files``, ``evidence``, ``disposal`` (nobody
    else had proposed it), ``state`` (the log's lines lead to another), ``place`` (it is on other
    lists, or under another URL) or the name of derived data. ``number`` is that of the message, or
    0 for the hub's own logs: then ``what`` is ``chain``, ``head``, ``cut`` or ``anchor``, with the
    first entry that differs as ``line``; ``dated`` (a line that is older than an anchor before it);
    ``lane`` (of an unknown log, named ``where``); or the name of another log.
    """

    number: int
    what: str
    line: int | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class DerivedData:
    """Data derived from the messages' logs and stored elsewhere, which can be rebuilt from them.

    ``replayed(number, lines)`` returns the items that must be stored for a message with this log;
    ``has(item)`` shows whether one is, and ``size()`` is the number of stored items.
    """

    name: str
    replayed: Callable[[int, Sequence[Data]], Iterable[tuple[object, ...]]]
    has: Callable[[tuple[object, ...]], bool]
    size: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Lane:
    """Access to another log of the hub: a line's hash by its position, and the number of lines.

    ``time_at`` returns a line's time in seconds since 1970, if the log's lines have one.
    """

    hash_at: Callable[[int], str | None]
    size: Callable[[], int]
    time_at: Callable[[int], int | None] | None = None

    def has(self, position: int, time: int, line: str) -> bool:
        """Return whether the log has a line with this hash, written at this time."""
        if self.hash_at(position) != line:
            return False
        return self.time_at is None or self.time_at(position) == time


@dataclass(slots=True)
class Check:
    """The input of a verification apart from the messages, and the counts that it has reached."""

    root: StoredMapping
    books: Iterable[DerivedData] = ()
    lanes: Mapping[str, Lane] | None = None
    anchors: Sequence[Anchor] = ()
    at_rest: Callable[[], None] = lambda: None
    counted: dict[str, int] = field(default_factory=dict)

    def count(self, what: str, number: int) -> None:
        """Add to the count of stored items of a kind that must exist."""
        self.counted[what] = self.counted.get(what, 0) + number


def record_faults(
    root: StoredMapping,
    *,
    books: Iterable[DerivedData] = (),
    lanes: Mapping[str, Lane] | None = None,
    anchors: Iterable[Anchor] = (),
    at_rest: Callable[[], None] = lambda: None,
) -> Iterator[RecordFault]:
    """Yield all mismatches in a hub's messages and logs, those of the hub-wide log first.

    ``books`` and ``lanes`` are data of other modules; without any lanes, other logs than those of
    messages are not verified. ``anchors`` are heads that were stored outside the database.
    ``at_rest`` is called from time to time, when no object that was read is needed.
    """
    check = Check(root, tuple(books), lanes, valid_anchors(anchors), at_rest)
    yield from _chain_faults(check)
    yield from _size_faults(check)
    for place, number in enumerate(root["messages"]):
        yield from _message_faults(check, number)
        if place % BATCH_SIZE == BATCH_SIZE - 1:
            at_rest()
    yield from _list_faults(check)


def dropped_hashes(lines: Iterable[Data]) -> dict[str, str]:
    """Return the hashes, by name, of the files that a message's log records as dropped."""
    values = (line["given"] for line in lines if line["step"] == DROP_STEP)
    files = (given.get("files", {}).items() for given in values)
    return {name: each["sha256"] for items in files for name, each in items}


def _chain_faults(check: Check) -> Iterator[RecordFault]:
    """Check that each entry follows the one before it, and that each line is the one in its log."""
    awaited = sorted(check.anchors, key=lambda each: each.count, reverse=True)
    before, floor, is_dated = Head(0, GENESIS), TimeFloor(check.anchors), True
    for count, entry in ledger.chain_entries(check.root):
        if count != before.count + 1 or not ledger.is_next_link(entry, before):
            yield RecordFault(0, "chain", before.count + 1)
            return
        yield from _line_faults(check, entry)
        if is_dated and not (is_dated := floor.permits(count, entry.time)):
            yield RecordFault(0, "dated", count)
        before = Head(count, entry.hash)
        while awaited and awaited[-1].count <= count:
            if awaited.pop().hash != before.hash:
                # The first entry that may differ is the one after the latest anchor before this.
                earlier = (each.count for each in check.anchors if each.count < count)
                yield RecordFault(0, "anchor", max(earlier, default=0) + 1)
                return
        if count % BATCH_SIZE == 0:
            check.at_rest()
    yield from _head_faults(check, before, awaited, floor)
    yield from _queue_faults(check, before, floor)


def _head_faults(
    check: Check, chain: Head, awaited: Sequence[Anchor], floor: TimeFloor
) -> Iterator[RecordFault]:
    if awaited:
        yield RecordFault(0, "cut", chain.count + 1)
    stored = ledger.chain_head(check.root)
    is_same = (stored.count, stored.hash) == (chain.count, chain.hash)
    times = {each.time for each in check.anchors if each.count == chain.count}
    if not is_same or times - {stored.time} or not floor.permits(chain.count, stored.time):
        yield RecordFault(0, "head", chain.count)


def _queue_faults(check: Check, chain: Head, floor: TimeFloor) -> Iterator[RecordFault]:
    """Check that queued lines are in their logs, and that none is older than an anchor.

    Those of a message that is there are checked with it.
    """
    late = False
    for lane, position, time, line in ledger.queued_lines(check.root):
        number = ledger.message_number(lane)
        if number is None:
            yield from _lane_faults(check, ledger.ChainEntry(time, lane, position, line, ""))
        elif position == 0 and number not in check.root["messages"]:
            yield RecordFault(number, "missing")
        late = late or not floor.permits(chain.count + 1, time)
    if late:
        yield RecordFault(0, "dated", chain.count + 1)


def _line_faults(check: Check, entry: ledger.ChainEntry) -> Iterator[RecordFault]:
    number = ledger.message_number(entry.lane)
    if number is None:
        yield from _lane_faults(check, entry)
    elif number not in check.root["messages"]:
        if entry.position == 0:
            yield RecordFault(number, "missing")
    else:
        line = check.root["messages"][number]["log"].get(entry.position)
        if line is None or (line.get("hash"), line.get("time")) != (entry.line, entry.time):
            yield RecordFault(number, "log", entry.position)


def _lane_faults(check: Check, entry: ledger.ChainEntry) -> Iterator[RecordFault]:
    if check.lanes is None:
        return
    lane = check.lanes.get(entry.lane)
    if lane is None:
        yield RecordFault(0, "lane", where=entry.lane)
    elif not lane.has(entry.position, entry.time, entry.line):
        yield RecordFault(0, entry.lane, entry.position)


def _size_faults(check: Check) -> Iterator[RecordFault]:
    """Check that the logs have no line outside chain and queue."""
    if not _is_count_right(check):
        yield RecordFault(0, "head", ledger.chain_head(check.root).count)
    for name, log in (check.lanes or {}).items():
        waiting = len(ledger.queued_in(check.root, name))
        if log.size() != ledger.chained_count(check.root, name) + waiting:
            yield RecordFault(0, name)


def _is_count_right(check: Check) -> bool:
    """Return whether the chain has as many lines as the logs have in it.

    Each log is only checked up to its own number, so a line appended to it would pass.
    """
    total = 0
    for place, number in enumerate(check.root["ledger"]["lanes"].values()):
        if number < 1:
            return False
        total += number
        if place % BATCH_SIZE == 0:
            check.at_rest()
    return total == ledger.chain_head(check.root).count


def _message_faults(check: Check, number: int) -> Iterator[RecordFault]:
    message = check.root["messages"][number]
    lines = [dict(line) for line in message["log"].values()]
    steps = [line["step"] for line in lines]
    end = steps.index(DISPOSAL_STEP) if DISPOSAL_STEP in steps else 0
    broken = first_broken_line(lines, erased_before=end)
    if broken is None:
        broken = _first_unlogged(check, number, lines)
    if broken is not None:
        yield RecordFault(number, "log", broken)
    elif end:
        yield from _disposed_faults(message, number, lines, end)
    else:
        yield from _content_faults(message, number, lines)
    yield from _state_faults(message, number, lines)
    yield from _place_faults(check, message, number)
    # A log from before they were listed has others, too.
    listed = check.root.get(SENT_MAILS, {})
    check.count(SENT_MAILS, sum(listed.get(id) == number for id in mail_ids(lines)))
    yield from _derived_faults(check, number, lines)


def _first_unlogged(check: Check, number: int, lines: Sequence[Data]) -> int | None:
    """Return the first line that is missing in the hub-wide log, or missing here, or None."""
    lane = ledger.message_lane(number)
    joined, waiting = ledger.chained_count(check.root, lane), ledger.queued_in(check.root, lane)
    if len(lines) < joined:
        return len(lines)
    here = {at: (lines[at]["time"], lines[at]["hash"]) for at in range(joined, len(lines))}
    others = sorted(at for at in {*here, *waiting} if here.get(at) != waiting.get(at))
    return others[0] if others else None


def _disposed_faults(
    message: StoredMapping, number: int, lines: Sequence[Data], end: int
) -> Iterator[RecordFault]:
    """Check that no content has come back, and that the remaining lines are unchanged."""
    if lines[end]["given"].get("log") != log_hash(lines[:end]):
        yield RecordFault(number, "log")
    if not _is_agreed(lines[: end + 1]):
        yield RecordFault(number, "disposal")
    if dict(message["captured"]) != erased_content(message["captured"]):
        yield RecordFault(number, "captured")
    if message["files"]:
        yield RecordFault(number, "files")
    if message["seals"]:
        yield RecordFault(number, "evidence")


def _is_agreed(lines: Sequence[Data]) -> bool:
    """Return whether another person had proposed the disposal in the last line, if it needs one."""
    *earlier, disposal = lines
    proposal = open_proposal(earlier)
    if proposal and proposal["who"] != disposal["who"]:
        return True
    try:
        after = replayed_message(lines).state
    except UNREPLAYABLE:
        return False
    before = replace(after, record=after.record - {"disposed"})
    given = {"reading": disposal["given"].get("reading")}
    return GUARDS["second-person"].holds(before, given)


def _content_faults(
    message: StoredMapping, number: int, lines: Sequence[Data]
) -> Iterator[RecordFault]:
    first = lines[0]["given"] if lines else {}
    if first.get("captured") != sha256_hex(canonical_json(dict(message["captured"]))):
        yield RecordFault(number, "captured")
    if tuple(message.get(ADDITION, ())) != addition_positions(lines):
        yield RecordFault(number, "captured")
    here = {name: _blob_hash(blob) for name, blob in message["files"].items()}
    hashes = dropped_hashes(lines) | here
    if logged_files(lines) != hashes:
        yield RecordFault(number, "files")
    logged = [line["given"]["evidence"] for line in lines if line["step"] == "seal"]
    seals = [dict(seal) for seal in message["seals"].values()]
    if [seal["hash"] for seal in seals] != logged or not all(
        is_seal_intact(seal, hashes) for seal in seals
    ):
        yield RecordFault(number, "evidence")


def _state_faults(
    message: StoredMapping, number: int, lines: Sequence[Data]
) -> Iterator[RecordFault]:
    try:
        expected = replayed_message(lines)
    except UNREPLAYABLE:
        yield RecordFault(number, "state")
        return
    stored = {name: message.get(name) for name in expected.stored_values()}
    source = message["source"]
    is_same = expected.source in (source, anonymous_source(source)) and message["number"] == number
    if not is_same or stored != expected.stored_values():
        yield RecordFault(number, "state")


def _place_faults(check: Check, message: StoredMapping, number: int) -> Iterator[RecordFault]:
    places = list(message_lists.list_places(message))
    check.count("shelves", len(places))
    check.count("sources", 1)
    is_listed = all(place in check.root["shelves"] for place in places)
    is_found = all(_is_found_by_url(check, message, number, tree) for tree in BY_URL)
    is_known = check.root["sources"].get(message["source"]) == number
    if not (is_listed and is_found and is_known):
        yield RecordFault(number, "place")


def _is_found_by_url(check: Check, message: StoredMapping, number: int, tree: str) -> bool:
    address = message["captured"].get(BY_URL[tree])
    check.count(tree, 1 if address else 0)
    return not address or (address, number) in check.root[tree]


def _derived_faults(check: Check, number: int, lines: Sequence[Data]) -> Iterator[RecordFault]:
    for book in check.books:
        wanted = list(book.replayed(number, lines))
        check.count(book.name, len(wanted))
        if not all(book.has(each) for each in wanted):
            yield RecordFault(number, book.name)


def _list_faults(check: Check) -> Iterator[RecordFault]:
    """Check that only messages are listed, and that the counters are right."""
    counts = {key: length() for key, length in check.root["counts"].items() if length()}
    for key, found in groupby(_stream(check, "shelves"), key=lambda place: place[:3]):
        number = sum(1 for _place in found)
        check.count("listed", number)
        if counts.pop(key, 0) != number:
            yield RecordFault(0, "counts")
    if counts or check.counted.get("listed", 0) != check.counted.get("shelves", 0):
        yield RecordFault(0, "counts")
    for name in ("sources", SENT_MAILS, *BY_URL):
        if sum(1 for _each in _stream(check, name)) != check.counted.get(name, 0):
            yield RecordFault(0, name)
    for book in check.books:
        if book.size() != check.counted.get(book.name, 0):
            yield RecordFault(0, book.name)


def _stream(check: Check, name: str) -> Iterator[tuple[object, ...]]:
    for place, each in enumerate(check.root.get(name, ())):
        yield each
        if place % (BATCH_SIZE * 10) == 0:
            check.at_rest()


def _blob_hash(blob: Blob) -> str:
    """Return a file's hash; empty if its bytes are gone from the disk."""
    try:
        with blob.open() as file:
            return sha256_hex(file.read())
    except POSKeyError:
        return ""
