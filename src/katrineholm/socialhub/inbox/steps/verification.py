"""The verification of a hub's messages against logs and anchors, in constant memory."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

import transaction
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container
from tqdm import tqdm
from ZODB.POSException import ReadOnlyError
from zope.component import getUtilitiesFor

from ... import PACKAGE_NAME
from ...accounts.channels import hub_storage
from ...core.messages.anchors import UnreadableAnchors, anchored_heads
from ...core.messages.ledger import Head
from ...core.messages.store import Messages, messages_of
from ...core.messages.verification import BATCH_SIZE, RecordFault, record_faults
from .interfaces import ILane, IReplayedBook

KEY = f"{PACKAGE_NAME}.verification"
ATTEMPTS = 5
NEVER = {"at": 0, "errors": 0}


def last_verification(hub: Container) -> Mapping[str, int]:
    """Return when the record was last verified (``at``, 0 if never), and how many ``errors``."""
    return hub_storage.stored_data(hub, KEY, NEVER.copy)


def record_verification(hub: Container, errors: int, now: int) -> None:
    """Store in a transaction that the record was verified, for monitoring; it proves nothing."""
    # A copy may be verified without being changed.
    with suppress(ReadOnlyError):
        for attempt in transaction.manager.attempts(ATTEMPTS):
            with attempt:
                data = hub_storage.writable_data(hub, KEY, PersistentMapping)
                data.update(at=now, errors=errors)


def log_faults(hub: Container, path: str | None) -> Iterator[RecordFault]:
    """Yield the errors in a hub's record, with a progress bar; ``path`` is the anchor file."""
    messages, heads = messages_of(hub), []
    if path:
        try:
            heads = list(anchored_heads(path, hub.UID()))
        except UnreadableAnchors as error:
            yield RecordFault(0, "anchors", error.line)
        except OSError:
            yield RecordFault(0, "unread anchors")
        else:
            if messages.head.count and not heads:
                yield RecordFault(0, "no anchors")
    yield from _faults(hub, messages, heads)


def _faults(hub, messages: Messages, heads: list[Head]) -> Iterator[RecordFault]:
    total = messages.head.count + len(messages)
    with tqdm(total=total, disable=None, unit="line") as bar:

        def at_rest():
            bar.update(min(BATCH_SIZE, total - bar.n))
            # Free the unchanged objects of the database that were read.
            hub._p_jar.cacheMinimize()

        yield from record_faults(
            messages.root,
            books=[replayed(hub) for _name, replayed in sorted(getUtilitiesFor(IReplayedBook))],
            lanes={name: lane(hub) for name, lane in getUtilitiesFor(ILane)},
            anchors=heads,
            at_rest=at_rest,
        )
