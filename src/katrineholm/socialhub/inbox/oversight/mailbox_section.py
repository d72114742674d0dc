"""The section about the authority's mailbox, and its form."""

from collections.abc import Iterator

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...core.messages.flow import OPEN, TRANSITIONS
from ...core.messages.store import messages_of
from ...site.mail import outbox
from ...site.pages.acts import Act, acts
from ..steps.authorities import authority_of
from ..steps.steps import take_step
from .agency_mailbox import NO_MAILBOX, STEP
from .message_section import (
    IMessageReference,
    MessageForm,
    Section,
    alert,
    fact,
    facts,
    paragraph,
    plain_form,
    with_button,
)

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
        return super().is_offered and (self.state.is_direct or bool(self.transfers()))

    def parts(self) -> Iterator[dict]:
        mails = self.transfers()
        if not mails:
            yield paragraph(INCOMING)
        yield from (facts(*_mail_facts(each)) for each in mails)
        if self.may_send and not self.mailbox:
            yield alert(NO_MAILBOX)
        if self.may_send and self.mailbox:
            again, first = _("Send again to ${mailbox}"), _("Send to ${mailbox}")
            title = Message(again if mails else first, mapping={"mailbox": self.mailbox})
            form = with_button(self.form(SEND.name), title, "secondary" if mails else "primary")
            yield plain_form(form | {"classes": "socialhub-actions"})

    @property
    def mailbox(self) -> str:
        """The e-mail of the mailbox; empty if none is set."""
        hub = self.view.hub
        return authority_of(hub, messages_of(hub)[self.number]["channel"]).mailbox

    @property
    def may_send(self) -> bool:
        is_theirs = bool(self.roles & set(TRANSITIONS[STEP].who))
        return is_theirs and self.may_change and self.state.handling in OPEN

    def transfers(self) -> list[dict]:
        """Return the mails, the latest first; ``waits`` if one is in the outbox."""
        return [each | {"waits": _is_in_outbox(each["given"])} for each in self.log_lines(STEP)]


def _is_in_outbox(given):
    name = given.get("message_id")
    return bool(name) and outbox.has_message_id(api.portal.get(), name)


def _mail_facts(mail):
    given = mail["given"]
    yield fact(_("Sent"), f"{mail['when']}, {mail['who']}")
    if "mailbox" in given:
        yield fact(_("To"), given["mailbox"])
        yield fact("Message-ID", code=given["message_id"])
        yield fact("SHA-256", code=given["sha256"])
    yield fact(_("Delivery"), WAITS if mail["waits"] else _("Has left this site."))


class SendToMailbox(MessageForm):
    """``@@send-to-mailbox`` on a hub."""

    section = MailboxSection
