"""The mail to the office about a receiver that was turned off."""

from ... import _
from ...accounts.lifecycle.letters import office, said
from ...accounts.people.person import mailbox
from ...core.feeds.errors import FeedError
from ...site.forms.refusals import sentence
from ...site.mail.send import send
from .book import Hook
from .telling import address

SUBJECT = _("A receiver of webhooks has been turned off: ${title}")
SENTENCES = (
    _("The receiver ${title} has not taken what was sent to it, and is sent nothing more."),
    _("The latest problem: ${problem}"),
    _("What it has not taken is kept. Turn it on again and send that once more here: ${url}"),
)


def tell_office(hub, hook: Hook, fault: FeedError, now: int) -> None:
    """Put the mail into the outbox, within the current transaction."""
    url = f"{address('/'.join(hub.getPhysicalPath()))}/@@webhooks"
    values = {"title": hook.title, "problem": said(sentence(fault)), "url": url}
    text = "\n\n".join(said(each, values) for each in SENTENCES) + "\n"
    send([mailbox(each) for each in office()], said(SUBJECT, values), text, now=now)
