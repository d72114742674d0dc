"""The pages that receive the forms in a message's sections, each named after its act."""

from functools import cached_property
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from ...site.pages.acts import Acts, FormTarget, acts
from ...site.pages.query import query_number
from ...site.pages.request import form_text
from ..desk.interfaces import IMessageView
from ..desk.next_message import THEN
from ..steps.validation import GUARD
from .evidence_section import EvidenceSection
from .mailbox_section import MailboxSection
from .message_section import OpenedFromList, Section
from .obstacle_section import PAGE, ObstacleSection
from .police_section import PoliceSection
from .registration_section import RegisterSection
from .review_section import ReviewSection
from .secrecy_section import SecrecySection
from .statement_section import StatementSection

SECTIONS: tuple[type[Section], ...] = (
    EvidenceSection,
    MailboxSection,
    PoliceSection,
    RegisterSection,
    ReviewSection,
    SecrecySection,
    StatementSection,
)
FORMS = {name: section for section in SECTIONS for name in section.acts} | {PAGE: ObstacleSection}


@implementer(IMessageView)
class MessageForm(OpenedFromList, FormTarget):
    """The page that receives a section's form; ``number`` is the message's.

    If the form is refused, the page shows the section alone, with the submitted values.
    """

    index = ViewPageTemplateFile("message_form.pt")

    def sent(self) -> Any:
        if not self.own_section().has_role:
            raise Unauthorized(self.__name__)
        return super().sent()

    @property
    def title(self) -> Message | str:
        return _("Message ${number}", mapping={"number": str(self.number)})

    @property
    def acts(self) -> Acts:
        """The act that the page is named after, or all acts of the section."""
        known = self.section.acts
        return acts(known[self.__name__]) if self.__name__ in known else known

    @property
    def section(self) -> type[Section]:
        return FORMS[self.__name__]

    @property
    def hub(self) -> Container:
        return self.context

    @cached_property
    def now(self) -> int:
        return int(time())

    @cached_property
    def number(self) -> int:
        """The message's number; raises NotFound if there is no such message."""
        given = form_text(self.request.form, "number")
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 12 else 0
        if number not in messages_of(self.hub).root["messages"]:
            raise NotFound(given)
        return number

    def own_section(self) -> Section:
        """Return the section as it is shown to the current user."""
        return self.section(self.context, self.request, self, None)

    def next_url(self) -> str:
        """Return the URL of the confirmation on the message's page."""
        then = query_number(self.request.form, THEN, 1, 10**8)
        return f"{self.message_url(then=then)}#socialhub-done"

    def _take(self, form):
        if not self.own_section().may_change:
            raise Refused(GUARD, _("The message has been disposed of."))
        if not self.own_section().is_offered:
            raise Refused("state", _("This step cannot be taken from where the message stands."))
        return super()._take(form)
