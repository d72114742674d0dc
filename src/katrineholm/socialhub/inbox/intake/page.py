"""``@@report-comment`` and ``@@contact-responsible``: the public's forms, without login.

They need no JavaScript, contact no other server and store nothing in a visitor's browser.
"""

from functools import cached_property

from plone.dexterity.content import Item
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message

from ...accounts.channels.called import channel_name
from ...accounts.channels.facts import ChannelFacts, visible
from ...accounts.channels.hub import hub_of
from ...core.messages.engine import Refused
from ...site.forms.acts import Act, ActPage, Acts, acts
from ...site.forms.languages import title_of
from ...site.forms.limits import too_many
from ...site.forms.refusals import Refusal
from ...site.forms.request import text
from ...site.settings.registry import municipality, setting
from . import pages
from .forms import CONTACTING, REPORTING, entry_about
from .pace import TooMuch, refuse_guessing
from .receipts import message_of
from .reports import readable

# Search engines have no use for a form, and a receipt is private.
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def receiving(channel: Item) -> ChannelFacts | None:
    """Return a channel's facts; None if it receives nothing or the visitor may not see it."""
    return next((facts for facts in visible(channel) if facts.speaks), None)


class PublicForm(ActPage):
    """Base of both pages: a form, and the receipt after it was sent."""

    act: Act
    index = ViewPageTemplateFile("page.pt")
    robots = HEADERS["X-Robots-Tag"]

    def __call__(self):
        for name, value in HEADERS.items():
            self.request.response.setHeader(name, value)
        if self.facts is None:
            raise NotFound(self.context.getId())
        return super().__call__()

    def refuse(self, refusal: Refusal | Refused) -> None:
        if isinstance(refusal, TooMuch):
            too_many(self.request, refusal.seconds)
        super().refuse(refusal)

    @property
    def acts(self) -> Acts:
        return acts(self.act)

    @cached_property
    def page(self) -> dict:
        """The page as a value, see ``form_values``."""
        return pages.receipt(self) if self.receipt else pages.form(self)

    @property
    def title(self) -> Message | str:
        return self.page["title"]

    @property
    def lead(self) -> Message | str:
        return self.page["lead"]

    @cached_property
    def facts(self) -> ChannelFacts | None:
        return receiving(self.context)

    @cached_property
    def receipt(self) -> str:
        """The receipt number shown; empty if there is no such receipt."""
        number = text(self.request.form, "receipt")
        is_right = message_of(hub_of(self.context), number) is not None
        try:
            if number:
                refuse_guessing(self.request, self.context, is_right=is_right)
        except TooMuch as refusal:
            self.refuse(refusal)
        return number if is_right and not self.refused else ""

    @cached_property
    def entry(self) -> dict:
        """The entry that the visitor comes from, see ``entry_reference``."""
        return entry_about(self.context, text(self.request.form, "entry"))

    def values(self) -> dict:
        """Return the initial values of the form's fields."""
        return {"entry": self.entry.get("id", "")}

    def channel(self) -> str:
        """Return the channel's name with its service."""
        return channel_name(self.facts) if self.facts else ""

    def hub_url(self) -> str:
        return hub_of(self.context).absolute_url()

    def municipality(self) -> str:
        """Return the name of the controller of personal data."""
        return municipality()

    def administration(self) -> str:
        """Return the name of the channel's administration."""
        return title_of(self.facts.administration)["text"] if self.facts else ""

    def data_protection(self) -> str:
        """Return the URL of the municipality's privacy notice, or ""."""
        return setting("data_protection_url") or ""


class ReportView(PublicForm):
    """``@@report-comment`` on a channel; ``?entry=<id>`` or ``?address=`` fill in a URL."""

    act = REPORTING
    words = pages.REPORT

    def values(self) -> dict:
        address = self.entry.get("link") or readable(text(self.request.form, "address"))
        return {**super().values(), "address": address}


class ContactView(PublicForm):
    """``@@contact-responsible`` on a channel; ``?entry=<id>`` is the entry it is about."""

    act = CONTACTING
    words = pages.CONTACT
