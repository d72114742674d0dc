"""Reminders to the office that a token expires, and a mail once it has expired."""

from collections.abc import Iterator
from dataclasses import replace

import transaction

from .. import DAY, MINUTE, _
from ..accounts.channels.facts import ChannelFacts
from ..accounts.channels.mail_texts import mail_language, mail_sentence, office_recipients
from ..accounts.channels.person import mail_recipient
from ..accounts.channels.times import formatted_date, local_date
from ..accounts.registration.connections import Connection, stored_connection, update_connection
from ..site.mail.mailer import send_mail
from . import state_storage
from .account_channels import ConnectedChannel, connected_channels
from .chores import Chore
from .faults import collect_results, visit_each
from .state import TOKEN_PROBLEMS, State
from .stop_mail import public_url
from .worker import Worker

ENDED = "ended"
# Days before the end, and the mark of the mail that was sent.
REMINDERS = ((5, "5"), (14, "14"))
ORDER = {"": 0, "14": 1, "5": 2, ENDED: 3}
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


def send_token_reminders(worker: Worker) -> None:
    """Send the due reminders, and make channels with a new token due again."""
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
    text = (
        "\n\n".join(mail_sentence(each, values) for each in (SENTENCES[what], STAYS, PASTE)) + "\n"
    )
    send_mail(
        [mail_recipient(each) for each in office_recipients()],
        mail_sentence(SUBJECTS[what], values),
        text,
        now=now,
    )


TOKEN_REMINDER_CHORE = Chore(MINUTE, send_token_reminders)
