"""Renewal of tokens long before they expire, and reminders of those only people can renew."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

import transaction

from .. import DAY, MINUTE, _, logger
from ..accounts.channels.facts import ChannelFacts
from ..accounts.channels.mail_texts import mail_language
from ..accounts.channels.times import formatted_date, local_date
from ..accounts.channels.visibility import public_url
from ..accounts.registration.connections import (
    Connection,
    open_session,
    store_connection,
    stored_connection,
    update_connection,
)
from ..accounts.registration.logins import forget_old_logins
from ..core.feeds.errors import FeedError
from ..core.sources.connector import Connector, find_connector
from ..core.sources.model import RenewedSecrets
from ..core.sources.session import Session
from ..core.sources.vault import default_vault, encrypt_secrets
from . import state_storage
from .account_channels import ConnectedChannel, connected_channels
from .chores import Chore
from .faults import collect_results, visit_each, visit_hubs
from .mails import mail_office
from .source_requests import result_or_error
from .state import TOKEN_PROBLEMS, State
from .worker import Worker

ENDED = "ended"
# Days before the end, and the mark of the mail that was sent.
REMINDERS = ((5, "5"), (14, "14"))
ORDER = {"": 0, "14": 1, "5": 2, ENDED: 3}
SUBJECTS = {
    ENDED: _("The account is no longer connected: ${title}"),
    "5": _("A connection ends in five days at most: ${title}"),
    "14": _("A connection ends in two weeks at most: ${title}"),
}
SENTENCES = {
    ENDED: _("The service has ended the connection of ${title} (${account})."),
    "5": _("The connection of ${title} (${account}) ends on ${day}."),
    "14": _("The connection of ${title} (${account}) ends on ${day}."),
}
STAYS = _("What was retrieved stays. Nothing new comes until the account is connected again.")
AGAIN = _("Connect it again here: ${url}")


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
    """Renew the tokens that are due, one after another. Failures are retried at the next run.

    Log-ins that nobody can finish any more are deleted.
    """
    visit_hubs(worker, lambda _worker, hub: worker.write(forget_old_logins, hub, worker.now()))
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
    if not worker.write(_is_unchanged, worker.site, due):
        return  # by another worker, perhaps: a service may give a token to renew by only once
    renewed = _renewed_token(due)
    if isinstance(renewed, FeedError):
        logger.warning("%s: the token is not renewed: %s", due.path, renewed.code)
    else:
        worker.write(_store_token, worker.site, due, renewed, worker.now())


def _renewed_token(due) -> RenewedSecrets | FeedError:
    return result_or_error(lambda each: each.connector.renew(each.session), attrgetter("path"), due)


def _store_token(site, due, renewed, now):
    """Store a new token within a transaction, unless a person has pasted one meanwhile."""
    if not _is_unchanged(site, due):
        return
    hub = site.unrestrictedTraverse(due.hub_path)
    cipher = encrypt_secrets(default_vault(), due.uid, renewed.secrets)
    ends = now + renewed.lasts if renewed.lasts else 0
    fresh = replace(due.kept, cipher=cipher, renewed=now, ends=ends, told="", problem="")
    store_connection(hub, due.uid, fresh)


def _is_unchanged(site, due):
    hub = site.unrestrictedTraverse(due.hub_path, None)
    return hub is not None and stored_connection(hub, due.uid) == due.kept


def send_token_reminders(worker: Worker) -> None:
    """Send the due reminders to renew tokens, and make channels with a new token due again."""
    transaction.begin()
    found = collect_results(
        worker, connected_channels(worker), lambda each: _channels_to_tend(each, worker.now())
    )
    visit_each(worker, found, lambda facts: worker.write(_tend_one, worker, facts))


def _channels_to_tend(each: ConnectedChannel, now: int) -> Iterator[ChannelFacts]:
    hub, facts, kept = each
    if _waiting_state(hub, facts, kept, now) or _due_mail(hub, facts, kept, now):
        yield facts


def _tend_one(worker, facts):
    hub, now = worker.hub(facts), worker.now()
    kept = stored_connection(hub, facts.uid)
    if kept is None:
        return
    if state := _waiting_state(hub, facts, kept, now):
        state_storage.store_state(hub, facts.uid, replace(state, next_try=now))
    elif what := _due_mail(hub, facts, kept, now):
        update_connection(hub, facts.uid, told=what)
        _send_mail(facts, kept, what, now)


def _waiting_state(hub, facts, kept, now) -> State | None:
    """Return the state of a channel whose token is newer than its refusal, or None."""
    state = state_storage.load_state(hub, facts.uid) if _is_refused(hub, facts) else None
    if state is None:
        return None
    # A clock may have been wrong: a refusal in the future does not count.
    refused = state.log[-1][0]
    return state if refused > now or kept.renewed >= refused else None


def _due_mail(hub, facts, kept: Connection, now: int) -> str:
    """Return the key in SUBJECTS of the mail that is due, or an empty text."""
    what = ENDED if kept.problem or _is_refused(hub, facts) else _due_reminder(kept, now)
    return what if ORDER[what] > ORDER[kept.told] else ""


def _is_refused(hub, facts) -> bool:
    standing = state_storage.load_status(hub, facts.uid)
    if standing is None or standing.feed_url != facts.feed_url:
        return False
    return standing.code in TOKEN_PROBLEMS and standing.next_try is None


def _due_reminder(kept, now):
    left = kept.ends - now
    return next((told for days, told in REMINDERS if kept.ends and left <= days * DAY), "")


def _send_mail(facts, kept, what, now):
    values = {
        "title": facts.title,
        "account": kept.name,
        "day": formatted_date(local_date(kept.ends).isoformat(), mail_language())
        if kept.ends
        else "",
        "url": f"{public_url(facts.path)}/@@connect-account",
    }
    mail_office(SUBJECTS[what], (SENTENCES[what], STAYS, AGAIN), values, now)


RENEWAL_CHORE = Chore(10 * MINUTE, renew_tokens)
TOKEN_REMINDER_CHORE = Chore(MINUTE, send_token_reminders)
