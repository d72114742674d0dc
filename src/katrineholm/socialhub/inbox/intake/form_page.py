"""``@@report-comment`` and ``@@contact-responsible``, the forms that need no login.

They need no JavaScript, contact no other server and store nothing in a visitor's browser.
"""

from functools import cached_property

from plone.dexterity.content import Item
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message

from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...accounts.channels.hub import hub_of
from ...core.messages.engine import Refused
from ...site.pages.acts import Act, ActPage, Acts, acts
from ...site.pages.rate_limits import set_too_many_requests
from ...site.pages.refusals import Refusal
from ...site.pages.request import form_text
from . import form_values
from .public_forms import CONTACT_ACT, REPORT_ACT, entry_reference
from .rate_limit import RateLimited, limit_guesses
from .receipts import receipt_message
from .reports import valid_comment_url

# Search engines have no use for a form, and a receipt is private.
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def receiving_channel(channel: Item) -> ChannelFacts | None:
    """Return a channel's facts; None if it receives no messages or is not visible to the user."""
    return next((facts for facts in viewable_channels(channel) if facts.speaks), None)


class PublicForm(ActPage):
    """The base class of both pages; each shows a form, and a receipt after it was sent."""

    act: Act
    index = ViewPageTemplateFile("form_page.pt")
    robots = HEADERS["X-Robots-Tag"]

    def __call__(self):
        for name, value in HEADERS.items():
            self.request.response.setHeader(name, value)
        if self.facts is None:
            raise NotFound(self.context.getId())
        return super().__call__()

    def refuse(self, refusal: Refusal | Refused) -> None:
        if isinstance(refusal, RateLimited):
            set_too_many_requests(self.request, refusal.seconds)
        super().refuse(refusal)

    @property
    def acts(self) -> Acts:
        return acts(self.act)

    @cached_property
    def page(self) -> dict:
        """The page as plain values, see ``form_values``."""
        return form_values.receipt_value(self) if self.receipt else form_values.form_value(self)

    @property
    def title(self) -> Message | str:
        return self.page["title"]

    @property
    def lead(self) -> Message | str:
        return self.page["lead"]

    @cached_property
    def facts(self) -> ChannelFacts | None:
        return receiving_channel(self.context)

    @cached_property
    def receipt(self) -> str:
        """The receipt number to show; empty if it is unknown or the client guessed too often."""
        number = form_text(self.request.form, "receipt")
        is_right = receipt_message(hub_of(self.context), number) is not None
        try:
            if number:
                limit_guesses(self.request, self.context, is_right=is_right)
        except RateLimited as refusal:
            self.refuse(refusal)
        return number if is_right and not self.refused else ""

    @cached_property
    def entry(self) -> dict:
        """The entry that the visitor came from, or {}, see ``entry_reference``."""
        return entry_reference(self.context, form_text(self.request.form, "entry"))

    def values(self) -> dict:
        """Return the initial values of the form's fields."""
        return {"entry": self.entry.get("id", "")}


class ReportView(PublicForm):
    """``@@report-comment`` on a channel; ``?entry=<id>`` or ``?address=`` prefill the URL."""

    act = REPORT_ACT
    words = form_values.REPORT_TEXTS

    def values(self) -> dict:
        given = valid_comment_url(form_text(self.request.form, "address"))
        return {**super().values(), "address": self.entry.get("link") or given}


class ContactView(PublicForm):
    """``@@contact-responsible`` on a channel; ``?entry=<id>`` names the entry it is about."""

    act = CONTACT_ACT
    words = form_values.CONTACT_TEXTS
