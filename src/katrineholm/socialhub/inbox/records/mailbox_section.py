"""The section about the authority's mailbox, and its form."""

from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...core.messages.flow import OPEN, TRANSITIONS
from ...core.messages.store import messages_of
from ...site.mail import outbox
from ..routing.authorities import authority_of
from ..steps.steps import act
from .mailbox import STEP
from .section import MessageForm, Section


class MailboxSection(Section):
    """For direct messages, and for what has been handed over."""

    name = "mailbox"
    who = (*TRANSITIONS[STEP].who, "office", "registrar")
    index = ViewPageTemplateFile("mailbox.pt")

    @property
    def is_offered(self) -> bool:
        return super().is_offered and (self.state.is_direct or bool(self.handed_over()))

    @property
    def mailbox(self) -> str:
        """Where a message would go; empty where neither its authority nor the settings say."""
        hub = self.view.hub
        return authority_of(hub, messages_of(hub)[self.number]["channel"]).mailbox

    @property
    def may_send(self) -> bool:
        is_theirs = bool(self.roles & set(TRANSITIONS[STEP].who))
        return is_theirs and self.may_change and self.state.handling in OPEN

    def handed_over(self) -> list[dict]:
        """The mails, the latest first; ``waits`` says that one has not left the site yet."""
        return [each | {"waits": _waits(each["given"])} for each in self.lines(STEP)]


def _waits(given):
    """A mail that was sent without a name of its own is not looked for."""
    name = given.get("message_id")
    return bool(name) and outbox.holds(api.portal.get(), name)


class SendToMailbox(MessageForm):
    """``@@send-to-mailbox`` on a hub."""

    section = MailboxSection
    done = _("The message goes to the authority's mailbox.")

    def take(self, form):
        act(self.hub, self.number, STEP, {}, now=self.now)
