"""Channels whose source is a connected account, retrieved with its token."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ..accounts.channels.facts import ChannelFacts
from ..accounts.channels.hub import hubs
from ..accounts.channels.numbered import those
from ..accounts.connections.book import Connection, every, recall
from ..accounts.connections.opening import opened
from ..core.connectors.connector import Connector
from ..core.connectors.registry import for_address
from ..core.connectors.retrieving import retrieve
from ..core.connectors.session import Session
from ..core.feeds.errors import FeedError
from ..core.feeds.model import Known, Reading
from ..site.parsing.apart import here
from .faults import gather
from .parsing import finished

if TYPE_CHECKING:
    from .worker import Worker


@dataclass(frozen=True, slots=True)
class Opened:
    """A connector and session for an account, or the error that prevents them."""

    connector: Connector | None = None
    session: Session | None = field(default=None, repr=False)
    account: str = ""
    refusal: FeedError | None = None


def is_account(feed_url: str) -> bool:
    """Return True if a channel's feed URL denotes an account at an API."""
    return for_address(feed_url) is not None


class Connected(NamedTuple):
    """A connected channel that is retrieved, with its hub and its connection."""

    hub: Any
    facts: ChannelFacts
    kept: Connection

    @property
    def path(self) -> str:
        """The channel's path."""
        return self.facts.path


def connected(worker: "Worker") -> list[Connected]:
    """Return every connected channel that is retrieved. To be called in a chore."""
    return gather(worker, hubs(), _connected_in)


def _connected_in(hub) -> Iterator[Connected]:
    kept = dict(every(hub))
    return (Connected(hub, facts, kept[facts.uid]) for facts in those(kept))


def opened_for(hub: Any, uid: str, path: str, feed_url: str) -> Opened:
    """Return the account of a channel, if it is still the one that the token was tested with."""
    kept, found = recall(hub, uid), for_address(feed_url)
    if kept is None or found is None or (found[0].name, found[1]) != (kept.connector, kept.account):
        return Opened(refusal=FeedError("no_token"))
    return opened_with(kept, uid, path)


def opened_with(kept: Connection, uid: str, path: str) -> Opened:
    """Return the account of a connection."""
    try:
        connector, session = opened(kept, uid, path.rpartition("/")[2])
    except FeedError as error:
        return Opened(refusal=error)
    return Opened(connector, session, kept.account)


def retrieve_account(
    account: Opened, feed_url: str, known: Known, now: int, *, run: Callable = here
) -> Reading | None:
    """Return the new posts of an account, or None if there are none. Raises FeedError."""
    if account.connector is None or account.session is None:
        raise account.refusal or FeedError("no_token")
    moment = datetime.fromtimestamp(now, UTC)
    found = retrieve(account.connector, account.session, account.account, known, moment)
    wait = account.session.wait
    if found is None:
        # The service asks for a longer interval, which is worth storing.
        return Reading(known, None, wait) if wait else None
    remembered, document = found
    return Reading(remembered, run(finished, document), wait)
