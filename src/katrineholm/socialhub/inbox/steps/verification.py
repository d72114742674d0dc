"""The verification of a hub's record against logs and anchors, in constant memory."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from typing import Any

import transaction
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container
from ZODB.POSException import ReadOnlyError
from zope.component import getUtilitiesFor

from ... import PACKAGE_NAME
from ...accounts.channels import hub_storage
from ...core.messages.anchors import Anchor, UnreadableAnchors, read_anchors
from ...core.messages.store import messages_of
from ...core.messages.verification import RecordFault, record_faults
from .interfaces import ILane, IRecordCheck, IReplayedBook

KEY = f"{PACKAGE_NAME}.verification"
ATTEMPTS = 5
MAX_STORED = 20  # errors that are stored with their number
NEVER = {"at": 0, "errors": 0}


@dataclass(frozen=True, slots=True)
class KnownAnchors:
    """The anchors by hub, and the errors of the files that could not be read."""

    by_hub: Mapping[str, Sequence[Anchor]] = field(default_factory=dict)
    faults: Sequence[RecordFault] = ()
    is_given: bool = False


def known_anchors(paths: Iterable[str]) -> KnownAnchors:
    """Return what the given files and folders have of anchors.

    Call it before the transaction begins: no anchor is then newer than the database that is read.
    """
    paths, faults = list(paths), []
    found: defaultdict[str, list[Anchor]] = defaultdict(list)
    for path in paths:
        try:
            for each in read_anchors(path):
                found[each.hub].append(each)
        except UnreadableAnchors as error:
            faults.append(RecordFault(0, "anchors", error.line, error.path))
        except OSError:
            faults.append(RecordFault(0, "unread anchors", where=str(path)))
    return KnownAnchors(found, faults, bool(paths))


def last_verification(hub: Container) -> Mapping[str, Any]:
    """Return when the record was last verified (``at``, 0 if never), and how many ``errors``."""
    return hub_storage.stored_data(hub, KEY, NEVER.copy)


def found_faults(hub: Container) -> list[RecordFault]:
    """Return the first errors that the last verification found."""
    return [RecordFault(*each) for each in last_verification(hub).get("faults", ())]


def store_verification(hub: Container, faults: Sequence[RecordFault], now: int) -> None:
    """Store that the record was verified, for board and monitoring; it proves nothing."""
    data = hub_storage.writable_data(hub, KEY, PersistentMapping)
    first = tuple(map(astuple, faults[:MAX_STORED]))
    data.update(at=now, errors=len(faults), faults=first)


def record_verification(hub: Container, faults: Sequence[RecordFault], now: int) -> None:
    """Store in a transaction that the record was verified, if the database can be written."""
    with suppress(ReadOnlyError):
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                store_verification(hub, faults, now)


def gone_hubs(anchors: KnownAnchors, hubs: Iterable[Container]) -> Iterator[RecordFault]:
    """Yield an error for each anchored hub that is not among those of the whole database.

    It is none if the last anchor says that the hub was closed.
    """
    there = {hub.UID() for hub in hubs}
    for uid in sorted(anchors.by_hub.keys() - there):
        last = max(anchors.by_hub[uid], key=lambda each: each.published)
        if not last.closed:
            yield RecordFault(0, "gone", last.count, uid)


def log_faults(
    hub: Container,
    anchors: KnownAnchors | None = None,
    on_progress: Callable[[], object] = lambda: None,
) -> Iterator[RecordFault]:
    """Yield the errors in a hub's record; ``on_progress`` is called from time to time."""
    messages, anchors = messages_of(hub), anchors or KnownAnchors()
    heads = anchors.by_hub.get(hub.UID(), ())
    yield from anchors.faults
    if anchors.is_given and messages.head.count and not (heads or anchors.faults):
        yield RecordFault(0, "no anchors")

    def at_rest() -> None:
        on_progress()
        # Free the unchanged objects of the database that were read.
        hub._p_jar.cacheMinimize()

    yield from record_faults(
        messages.root,
        books=[replayed(hub) for _name, replayed in sorted(getUtilitiesFor(IReplayedBook))],
        lanes={name: lane(hub) for name, lane in getUtilitiesFor(ILane)},
        anchors=heads,
        at_rest=at_rest,
    )
    for name, fault_of in sorted(getUtilitiesFor(IRecordCheck)):
        found = fault_of(hub)
        for sentence in filter(None, [found] if isinstance(found, str) else found):
            yield RecordFault(0, name, where=sentence)
        at_rest()
