"""Reminders to the office that a token expires, and a mail once it has expired."""

from collections.abc import Iterator
from dataclasses import replace

import transaction

from .. import DAY, MINUTE, _
from ..accounts.channels.facts import ChannelFacts
from ..accounts.channels.moments import date_of, day
from ..accounts.connections.book import Connection, note, recall
from ..accounts.lifecycle.letters import language, office, said
from ..accounts.people.person import mailbox
from ..site.mail.send import send
from . import health
from .chores import Chore
from .connected import Connected, connected
from .faults import gather, visit
from .state import OF_TOKENS, State
from .stopping import address_of
from .worker import Worker

ENDED = "ended"
# Days before the end, and the mark of the mail that was sent.
REMINDERS = ((5, "5"), (14, "14"))
LATER = {"": 0, "14": 1, "5": 2, ENDED: 3}
SUBJECTS = {
    ENDED: _("The account is no longer connected: ${title}"),
    "5": _("A token ends in five days at most: ${title}"),
    "14": _("A token ends in two weeks at most: ${title}"),
}
SENTENCES = {
    ENDED: _("The service refuses the token of ${title} (${account})."),
    "5": _("The token of ${title} (${account}) ends on ${day}."),
    "14": _("The token of ${title} (${account}) ends on ${day}."),
}
STAYS = _("What was retrieved stays. Nothing new comes until there is a new token.")
PASTE = _("Paste a new token here: ${url}")


def tend(worker: Worker) -> None:
    """Send the due reminders, and make channels with a new token due again."""
    transaction.begin()
    found = gather(worker, connected(worker), lambda each: _to_tend(each, worker.now()))
    visit(worker, found, lambda facts: worker.write(_tend_one, worker, facts))


def _to_tend(each: Connected, now: int) -> Iterator[ChannelFacts]:
    hub, facts, kept = each
    if _waiting(hub, facts, kept, now) or _to_tell(hub, facts, kept, now):
        yield facts


def _tend_one(worker, facts):
    hub, now = worker.hub(facts), worker.now()
    kept = recall(hub, facts.uid)
    if kept is None:
        return
    if state := _waiting(hub, facts, kept, now):
        health.remember(hub, facts.uid, replace(state, next_try=now))
    elif what := _to_tell(hub, facts, kept, now):
        note(hub, facts.uid, told=what)
        _tell(facts, kept, what, now)


def _waiting(hub, facts, kept, now) -> State | None:
    """Return the state of a channel whose token is newer than its refusal, or None."""
    state = health.recall(hub, facts.uid) if _is_refused(hub, facts) else None
    if state is None:
        return None
    # A clock may have been wrong: a refusal in the future does not count.
    refused = state.log[-1][0]
    return state if refused > now or kept.renewed >= refused else None


def _to_tell(hub, facts, kept: Connection, now: int) -> str:
    """Return the key in SUBJECTS of the mail that is due, or an empty text."""
    what = ENDED if kept.problem or _is_refused(hub, facts) else _reminder(kept, now)
    return what if LATER[what] > LATER[kept.told] else ""


def _is_refused(hub, facts) -> bool:
    standing = health.standing(hub, facts.uid)
    if standing is None or standing.feed_url != facts.feed_url:
        return False
    return standing.code in OF_TOKENS and standing.next_try is None


def _reminder(kept, now):
    left = kept.ends - now
    return next((told for days, told in REMINDERS if kept.ends and left <= days * DAY), "")


def _tell(facts, kept, what, now):
    values = {
        "title": facts.title,
        "account": kept.name,
        "day": day(date_of(kept.ends).isoformat(), language()) if kept.ends else "",
        "url": f"{address_of(facts.path)}/@@connect-account",
    }
    text = "\n\n".join(said(each, values) for each in (SENTENCES[what], STAYS, PASTE)) + "\n"
    send([mailbox(each) for each in office()], said(SUBJECTS[what], values), text, now=now)


TENDING = Chore(MINUTE, tend)
