"""Renewal of tokens long before they expire; a new one is stored before it is used."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

import transaction

from .. import HOUR, logger
from ..accounts.connections.book import Connection, recall, remember
from ..accounts.connections.opening import opened
from ..core.connectors.connector import Connector
from ..core.connectors.model import Renewed
from ..core.connectors.registry import connector
from ..core.connectors.session import Session
from ..core.connectors.vault import default_vault, seal
from ..core.feeds.errors import FeedError
from .asking import answer_of
from .chores import Chore
from .connected import Connected, connected
from .faults import gather, visit
from .worker import Worker


@dataclass(frozen=True, slots=True)
class Due:
    """A connection whose token is due for renewal."""

    hub_path: str
    path: str
    uid: str
    kept: Connection
    connector: Connector
    session: Session


def renew(worker: Worker) -> None:
    """Renew the due tokens one after another; failures are retried in an hour."""
    transaction.begin()
    found = gather(worker, connected(worker), lambda each: _due(each, worker.now()))
    transaction.abort()  # nothing is held open while a server is waited for
    visit(worker, found, lambda due: _renew(worker, due))


def _due(each: Connected, now: int) -> Iterator[Due]:
    _hub, facts, kept = each
    found = connector(kept.connector) if kept.cipher else None
    if found is None or found.renew is None:
        return
    if 0 <= now - kept.renewed < found.renewed_after:
        return
    try:
        _found, session = opened(kept, facts.uid, "")
    except FeedError:
        return  # reported by the rounds
    yield Due(facts.hub_path, facts.path, facts.uid, kept, found, session)


def _renew(worker, due):
    renewed = _asked(due)
    if isinstance(renewed, FeedError):
        logger.warning("%s: the token is not renewed: %s", due.path, renewed.code)
    else:
        worker.write(_keep, worker.site, due, renewed, worker.now())


def _asked(due) -> Renewed | FeedError:
    return answer_of(lambda each: each.connector.renew(each.session), attrgetter("path"), due)


def _keep(site, due, renewed, now):
    """Store a new token within a transaction, unless a person has pasted one meanwhile."""
    hub = site.unrestrictedTraverse(due.hub_path, None)
    if hub is None or recall(hub, due.uid) != due.kept:
        return
    cipher = seal(default_vault(), due.uid, renewed.secrets)
    ends = now + renewed.lasts
    fresh = replace(due.kept, cipher=cipher, renewed=now, ends=ends, told="", problem="")
    remember(hub, due.uid, fresh)


RENEWING = Chore(HOUR, renew)
