"""A connected account asked as a channel's source: the token is had before, and kept nowhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

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


@dataclass(frozen=True, slots=True)
class Opened:
    """An account that can be asked, or why it cannot."""

    connector: Connector | None = None
    session: Session | None = field(default=None, repr=False)
    account: str = ""
    refusal: FeedError | None = None


def is_account(feed_url: str) -> bool:
    """Whether what stands for a feed's address is an account at an interface."""
    return for_address(feed_url) is not None


class Connected(NamedTuple):
    """A connected channel that is retrieved, with its hub."""

    hub: Any
    facts: ChannelFacts
    kept: Connection

    @property
    def path(self) -> str:
        """Where the channel is."""
        return self.facts.path


def connected(worker) -> list[Connected]:
    """Return every connected channel that is retrieved, whoever asks; to be called in a chore."""
    return gather(worker, hubs(), _connected_in)


def _connected_in(hub) -> Iterator[Connected]:
    kept = dict(every(hub))
    return (Connected(hub, facts, kept[facts.uid]) for facts in those(kept))


def opened_for(hub, uid: str, path: str, feed_url: str) -> Opened:
    """What opens the account of a channel, by its UID and path.

    A token is for the account that it was tried for, wherever an editor points the channel.
    """
    kept, found = recall(hub, uid), for_address(feed_url)
    if kept is None or found is None or (found[0].name, found[1]) != (kept.connector, kept.account):
        return Opened(refusal=FeedError("no_token"))
    try:
        connector, session = opened(kept, uid, path.rpartition("/")[2])
    except FeedError as error:
        return Opened(refusal=error)
    return Opened(connector, session, kept.account)


def retrieve_account(
    account: Opened, feed_url: str, known: Known, now: int, *, run: Callable = here
) -> Reading | None:
    """What an account has that is new: see ``retrieving.retrieve``. Raises FeedError."""
    if account.connector is None or account.session is None:
        raise account.refusal or FeedError("no_token")
    moment = datetime.fromtimestamp(now, UTC)
    found = retrieve(account.connector, account.session, account.account, known, moment)
    wait = account.session.wait
    if found is None:
        # The service would like to be asked less often: that is worth remembering.
        return Reading(known, None, wait) if wait else None
    remembered, document = found
    return Reading(remembered, run(finished, document), wait)
