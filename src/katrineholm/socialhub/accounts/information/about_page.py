"""A channel's information text, the text for its profile on the service, and missing facts."""

from functools import cached_property

from plone import api
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from ...site.pages.head import IDescribedPage
from ...site.pages.information_page import InformationPage
from ...site.pages.page_values import link
from ...site.pages.text_checks import NOTHING_MISSING
from ..channels.facts import viewable_channels
from ..channels.vocabularies import MARK_TITLES
from .card import Card, channel_card, missing_facts
from .information_text import information_sections
from .profile_text import DEFAULT_LIMIT, LIMITS, profile_length, profile_text


@implementer(IDescribedPage)
class InformationView(InformationPage):
    """``@@about`` on a channel: its information text, to which its profile can link."""

    context_title = _("About ${channel}")

    def __call__(self):
        # A channel is not shown before its administration and its hub are.
        if not viewable_channels(self.context):
            raise NotFound(self.context.getId())
        return self.index()

    @property
    def shared(self) -> dict:
        return {"description": self.context.description or self.summary}

    @property
    def summary(self) -> Message:
        """The topics of the text, shown while it is folded."""
        if self.card.state == "closed":
            return _("Contact, public records and personal data")
        return _("Purpose, rules, public records and personal data")

    @cached_property
    def card(self) -> Card:
        return channel_card(self.context)

    def sections(self) -> list[dict]:
        return information_sections(self.card)

    def after(self) -> list[dict]:
        return [link(self.context.absolute_url(), _("To the channel"))]


class ProfileTextView(InformationView):
    """``@@profile-text`` on a channel: a text for its profile on the service, for editors."""

    leads_back = True
    nothing_missing = NOTHING_MISSING
    context_title = _("Profile text: ${channel}")

    def __call__(self):
        return self.index()

    @cached_property
    def text(self) -> str:
        """The text for the profile, empty if not even the shortest one fits."""
        return profile_text(self.card, translate=api.portal.translate)

    def length(self) -> int:
        """Return the length of the text as the service counts it."""
        return profile_length(self.text, self.card.platform)

    def limit(self) -> int:
        """Return the maximum length that the service accepts."""
        return LIMITS.get(self.card.platform, DEFAULT_LIMIT)

    def missing(self) -> list:
        """Return advice on each missing fact that the law requires."""
        return missing_facts(self.card)

    def marks(self) -> list[dict]:
        """Return the goals of the graphic profile, as dicts with ``title`` and ``is_met``."""
        met = self.context.profile_marks or ()
        return [{"title": MARK_TITLES[name], "is_met": name in met} for name in MARK_TITLES]
