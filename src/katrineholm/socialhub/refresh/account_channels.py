"""Channels whose source is a connected account, retrieved with its token."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ..accounts.channels.channel_records import channels_by_uid
from ..accounts.channels.facts import ChannelFacts
from ..accounts.channels.hub import all_hubs
from ..accounts.registration.connections import (
    Connection,
    all_connections,
    open_session,
    stored_connection,
)
from ..core.feeds.errors import FeedError
from ..core.feeds.model import FeedState, Reading
from ..core.sources.account_posts import retrieve_posts
from ..core.sources.connector import Connector, connector_for_url
from ..core.sources.session import Session
from ..site.pages.parser_calls import run_here
from .faults import collect_results
from .parser_tasks import account_feed

if TYPE_CHECKING:
    from .worker import Worker


@dataclass(frozen=True, slots=True)
class OpenedAccount:
    """A connector and session for an account, or the error that prevents them."""

    connector: Connector | None = None
    session: Session | None = field(default=None, repr=False)
    account: str = ""
    refusal: FeedError | None = None


def is_account_url(feed_url: str) -> bool:
    """Return True if a channel's feed URL denotes an account at an API."""
    return connector_for_url(feed_url) is not None


class ConnectedChannel(NamedTuple):
    """A connected channel that is retrieved, with its hub and its connection."""

    hub: Any
    facts: ChannelFacts
    kept: Connection

    @property
    def path(self) -> str:
        """The channel's path."""
        return self.facts.path


def connected_channels(worker: "Worker") -> list[ConnectedChannel]:
    """Return every connected channel that is retrieved. To be called in a chore."""
    return collect_results(worker, all_hubs(), _hub_channels)


def _hub_channels(hub) -> Iterator[ConnectedChannel]:
    kept = dict(all_connections(hub))
    return (ConnectedChannel(hub, facts, kept[facts.uid]) for facts in channels_by_uid(kept))


def channel_account(hub: Any, uid: str, path: str, feed_url: str) -> OpenedAccount:
    """Return the account of a channel, if it is still the one that the token was tested with."""
    kept, found = stored_connection(hub, uid), connector_for_url(feed_url)
    if kept is None or found is None or (found[0].name, found[1]) != (kept.connector, kept.account):
        return OpenedAccount(refusal=FeedError("no_token"))
    return connection_account(kept, uid, path)


def connection_account(kept: Connection, uid: str, path: str) -> OpenedAccount:
    """Return the account of a connection."""
    try:
        connector, session = open_session(kept, uid, path.rpartition("/")[2])
    except FeedError as error:
        return OpenedAccount(refusal=error)
    return OpenedAccount(connector, session, kept.account)


def retrieve_account(
    account: OpenedAccount, feed_url: str, known: FeedState, now: int, *, run: Callable = run_here
) -> Reading | None:
    """Return the new posts of an account, or None if there are none. Raises FeedError."""
    if account.connector is None or account.session is None:
        raise account.refusal or FeedError("no_token")
    moment = datetime.fromtimestamp(now, UTC)
    found = retrieve_posts(account.connector, account.session, account.account, known, moment)
    wait = account.session.wait
    if found is None:
        # The service asks for a longer interval, which is worth storing.
        return Reading(known, None, wait) if wait else None
    remembered, document = found
    return Reading(remembered, run(account_feed, document), wait)
