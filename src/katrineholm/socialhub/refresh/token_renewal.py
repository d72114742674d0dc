"""Renewal of tokens long before they expire; a new one is stored before it is used."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

import transaction

from .. import HOUR, logger
from ..accounts.registration.connections import (
    Connection,
    open_session,
    store_connection,
    stored_connection,
)
from ..core.feeds.errors import FeedError
from ..core.sources.connector import Connector, find_connector
from ..core.sources.model import RenewedSecrets
from ..core.sources.session import Session
from ..core.sources.vault import default_vault, encrypt_secrets
from .account_channels import ConnectedChannel, connected_channels
from .chores import Chore
from .faults import collect_results, visit_each
from .source_requests import result_or_error
from .worker import Worker


@dataclass(frozen=True, slots=True)
class DueToken:
    """A connection whose token is due for renewal."""

    hub_path: str
    path: str
    uid: str
    kept: Connection
    connector: Connector
    session: Session


def renew_tokens(worker: Worker) -> None:
    """Renew the due tokens one after another; failures are retried in an hour."""
    transaction.begin()
    found = collect_results(
        worker, connected_channels(worker), lambda each: _due_tokens(each, worker.now())
    )
    transaction.abort()  # nothing is held open while a server is waited for
    visit_each(worker, found, lambda due: _renew_token(worker, due))


def _due_tokens(each: ConnectedChannel, now: int) -> Iterator[DueToken]:
    _hub, facts, kept = each
    found = find_connector(kept.connector) if kept.cipher else None
    if found is None or found.renew is None:
        return
    if 0 <= now - kept.renewed < found.renewed_after:
        return
    try:
        _found, session = open_session(kept, facts.uid, "")
    except FeedError:
        return  # reported by the rounds
    yield DueToken(facts.hub_path, facts.path, facts.uid, kept, found, session)


def _renew_token(worker, due):
    renewed = _renewed_token(due)
    if isinstance(renewed, FeedError):
        logger.warning("%s: the token is not renewed: %s", due.path, renewed.code)
    else:
        worker.write(_store_token, worker.site, due, renewed, worker.now())


def _renewed_token(due) -> RenewedSecrets | FeedError:
    return result_or_error(lambda each: each.connector.renew(each.session), attrgetter("path"), due)


def _store_token(site, due, renewed, now):
    """Store a new token within a transaction, unless a person has pasted one meanwhile."""
    hub = site.unrestrictedTraverse(due.hub_path, None)
    if hub is None or stored_connection(hub, due.uid) != due.kept:
        return
    cipher = encrypt_secrets(default_vault(), due.uid, renewed.secrets)
    ends = now + renewed.lasts
    fresh = replace(due.kept, cipher=cipher, renewed=now, ends=ends, told="", problem="")
    store_connection(hub, due.uid, fresh)


RENEWAL_CHORE = Chore(HOUR, renew_tokens)
