"""Channels whose source is a connected account, which is retrieved with its token."""

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
    """A connector and a session for an account, or the ``refusal`` that prevents them."""

    connector: Connector | None = None
    session: Session | None = field(default=None, repr=False)
    account: str = ""
    refusal: FeedError | None = None


def is_account_url(feed_url: str) -> bool:
    """Return True if a channel's feed URL denotes an account that is retrieved by an API."""
    return connector_for_url(feed_url) is not None


class ConnectedChannel(NamedTuple):
    """A channel that is retrieved from a connected account, with its hub and connection."""

    hub: Any
    facts: ChannelFacts
    kept: Connection

    @property
    def path(self) -> str:
        """The path of the channel."""
        return self.facts.path


def connected_channels(worker: "Worker") -> list[ConnectedChannel]:
    """Return all channels with a connected account that are retrieved. Call it within a chore."""
    return collect_results(worker, all_hubs(), _hub_channels)


def _hub_channels(hub) -> Iterator[ConnectedChannel]:
    kept = dict(all_connections(hub))
    return (ConnectedChannel(hub, facts, kept[facts.uid]) for facts in channels_by_uid(kept))


def channel_account(hub: Any, uid: str, path: str, feed_url: str) -> OpenedAccount:
    """Open a channel's account. The result is a refusal if it has no token for that account."""
    kept, found = stored_connection(hub, uid), connector_for_url(feed_url)
    if kept is None or found is None or (found[0].name, found[1]) != (kept.connector, kept.account):
        return OpenedAccount(refusal=FeedError("no_token"))
    return connection_account(kept, uid, path)


def connection_account(kept: Connection, uid: str, path: str) -> OpenedAccount:
    """Open the account of a connection. The result is a refusal if that is impossible."""
    try:
        connector, session = open_session(kept, uid, path.rpartition("/")[2])
    except FeedError as error:
        return OpenedAccount(refusal=error)
    return OpenedAccount(connector, session, kept.account)


def retrieve_account(
    account: OpenedAccount, feed_url: str, known: FeedState, now: int, *, run: Callable = run_here
) -> Reading | None:
    """Return the new posts of an account, or None if nothing has changed. Raise FeedError."""
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
