"""The section about the authority's mailbox, and its form."""

from collections.abc import Iterator

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...core.messages.flow import OPEN, TRANSITIONS
from ...site.mail import outbox
from ...site.pages.acts import Act, acts
from ..steps.authorities import authority_of
from ..steps.steps import take_step
from . import section_parts as part
from .agency_mailbox import NO_MAILBOX, STEP
from .message_section import IMessageReference, Section

SEND = Act(
    "send-to-mailbox",
    lambda at, given: take_step(at.hub, at.number, STEP, {}, now=at.now),
    said=_("The message goes to the authority's mailbox."),
    fields=IMessageReference,
)
INCOMING = _(
    "A direct message is an incoming document. It is kept in the authority's mailbox, as other "
    "mail is."
)
WAITS = _("Waits in the outbox: the mail server has not taken it yet.")


class MailboxSection(Section):
    """The section of direct messages, and of those transferred."""

    name = "mailbox"
    title = _("The authority's mailbox")
    acts = acts(SEND)
    who = (*TRANSITIONS[STEP].who, "office", "registrar")

    @property
    def is_offered(self) -> bool:
        return super().is_offered and (self.state.is_direct or bool(self.log_lines(STEP)))

    def parts(self) -> Iterator[dict]:
        mails = self.log_lines(STEP)
        if not mails:
            yield part.paragraph(INCOMING)
        yield from (part.facts(*_mail_facts(each)) for each in mails)
        if self.may_send and not self.mailbox:
            yield part.alert(NO_MAILBOX)
        if self.may_send and self.mailbox:
            again, first = _("Send again to ${mailbox}"), _("Send to ${mailbox}")
            title = Message(again if mails else first, mapping={"mailbox": self.mailbox})
            look = "secondary" if mails else "primary"
            form = part.with_button(self.form(SEND.name), title, look)
            yield part.plain_form(form | {"classes": "socialhub-actions"})

    @property
    def mailbox(self) -> str:
        """The e-mail of the mailbox; empty if none is set."""
        return authority_of(self.hub, self.message["channel"]).mailbox

    @property
    def may_send(self) -> bool:
        is_theirs = bool(self.roles & set(TRANSITIONS[STEP].who))
        return is_theirs and self.may_change and self.state.handling in OPEN


def _mail_facts(mail):
    given = mail["given"]
    name = given.get("message_id")
    is_waiting = bool(name) and outbox.has_message_id(api.portal.get(), name)
    yield part.fact(_("Sent"), f"{mail['when']}, {mail['who']}")
    if "mailbox" in given:
        yield part.fact(_("To"), given["mailbox"])
        yield part.fact("Message-ID", code=given["message_id"])
        yield part.fact("SHA-256", code=given["sha256"])
    yield part.fact(_("Delivery"), WAITS if is_waiting else _("Has left this site."))
