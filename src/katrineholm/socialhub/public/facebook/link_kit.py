"""``@@link-kit`` on a place on Facebook: links and texts to paste there (rows E5 and E9)."""

from functools import cached_property
from html import escape

from plone import api
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.visibility import public_url
from ...site.pages.acts import Page
from ...site.settings.registry import municipality_name
from .places import current_time, official_page, public_places
from .serializer import PART, places_heading


class LinkKit(Page):
    """The page with the URLs, text and HTML that show that a place belongs to the municipality."""

    context_title = _("Link kit: ${place}")

    @property
    def lead(self) -> Message:
        return _(
            "What shows that the place is a part of ${municipality} on Facebook. Copy it and paste "
            "it there.",
            mapping={"municipality": municipality_name()},
        )

    @cached_property
    def hub(self) -> Container:
        return hub_of(self.context)

    @cached_property
    def address(self) -> str:
        """The public URL of the page that shows all places on Facebook."""
        return f"{public_url('/'.join(self.hub.getPhysicalPath()))}/@@facebook"

    @cached_property
    def presence(self) -> str:
        """The public URL of the presence page, which is made to be shown on Facebook."""
        return f"{self.address}-presence"

    @cached_property
    def official(self) -> str:
        """The official page's URL on Facebook, or "" if there is none or it is this place."""
        found = official_page(public_places(self.hub, current_time()))
        if found is None or found.facts.uid == self.context.UID():
            return ""
        return found.facts.profile_url

    def texts(self) -> list[dict]:
        """Return the ``id``, ``title`` and ``text`` of each item that can be copied."""
        found = [
            ("text", _("Text for the place's description"), self.text()),
            ("address", _("Address of all our places"), self.address),
            ("presence", _("Address of the presence page, for a tab or a button"), self.presence),
            ("official", _("Address of the official page"), self.official),
            ("html", _("Link as HTML, for other web sites"), self.html()),
        ]
        return [{"id": id, "title": title, "text": text} for id, title, text in found if text]

    def badge_alt(self) -> str:
        return api.portal.translate(_(PART, mapping={"municipality": municipality_name()}))

    def text(self) -> str:
        """Return the sentence that states that the place belongs to the municipality."""
        named = {"municipality": municipality_name(), "url": self.address}
        text = _("Part of ${municipality} on Facebook. All our places: ${url}", mapping=named)
        return api.portal.translate(text)

    def html(self) -> str:
        """Return the HTML of a link to all places, which loads nothing from other sites."""
        title = api.portal.translate(places_heading())
        return f'<a href="{escape(self.address)}">{escape(title)}</a>'
