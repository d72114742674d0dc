"""The feed portlet: the newest entries of chosen channels on any page."""

from plone.autoform import directives
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope import schema
from zope.interface import implementer

from ... import _
from ...site.pages import portlet_base
from ...site.pages.portlet_forms import add_and_edit_forms
from ...site.pages.schema_fields import (
    checkbox_widgets,
    choices_field,
    heading_field,
    hub_field,
    link_text_field,
)
from .card_serializer import serialize_card
from .cards import CardViewMixin, stream_cards
from .query import PAGE, Query, query_url
from .stream import stream_cache_key, stream_of

HEADING = _("Social media")
MORE = _("More from social media")


class IFeedPortlet(portlet_base.IHubPortlet):
    directives.widget(**checkbox_widgets("administrations", "topics", "kinds", "channels"))
    header = heading_field(HEADING)
    hub = hub_field()
    administrations = choices_field(
        _("Administrations"), _("None chosen: all."), "katrineholm.socialhub.administrations"
    )
    topics = choices_field(_("Topics"), _("None chosen: all."), "katrineholm.socialhub.topics")
    kinds = choices_field(_("Kinds"), _("None chosen: all."), "katrineholm.socialhub.kinds")
    channels = choices_field(
        _("Channels"),
        _("None chosen: all that the choices above leave."),
        "katrineholm.socialhub.channels",
    )
    count = schema.Int(title=_("Number of entries"), default=5, min=1, max=50)
    layout = schema.Choice(
        title=_("Layout"), vocabulary="katrineholm.socialhub.layouts", default="list"
    )
    show_pictures = schema.Bool(title=_("Show pictures"), default=True, required=False)
    show_text = schema.Bool(title=_("Show text"), default=False, required=False)
    show_date = schema.Bool(title=_("Show date"), default=True, required=False)
    show_source = schema.Bool(title=_("Show source"), default=True, required=False)
    more = link_text_field(_("Text of the link to more entries"), MORE)


@implementer(IFeedPortlet)
class Assignment(portlet_base.Assignment):
    called = _("Social media feed")
    header = HEADING
    administrations = ()
    topics = ()
    kinds = ()
    channels = ()
    count = 5
    layout = "list"
    show_pictures = True
    show_text = False
    show_date = True
    show_source = True
    more = MORE


class Renderer(CardViewMixin, portlet_base.Renderer):
    """Renderer of the newest stored entries."""

    schema = IFeedPortlet
    template = ViewPageTemplateFile("portlet.pt")

    def depends_on(self) -> tuple:
        return stream_cache_key(self.hub, self.sight)

    def cards(self) -> list[dict]:
        return stream_cards(stream_of(self.hub, self._query()), self.request)

    def plain(self) -> dict:
        """Return the portlet as plain values, with only the parts of each card that are chosen."""
        cards = [self._plain(serialize_card(card, self)) for card in self.cards()]
        empty = "" if cards else _("There are no entries here yet.")
        return {"layout": self.data.layout, "empty": empty, "cards": cards}

    def _plain(self, card):
        shown = self.data
        return card | {
            "words": card["words"] if shown.show_text and not card["title_derived"] else "",
            "images": card["images"][:1] if shown.show_pictures else [],
            "channel": card["channel"] if shown.show_source else None,
            "service": card["service"] if shown.show_source else "",
            "when": card["when"] if shown.show_date else None,
        }

    def more_url(self) -> str:
        return query_url(self.hub.absolute_url(), self._query(), size=PAGE)

    def _query(self):
        return Query(
            kind=frozenset(self.data.kinds),
            administration=frozenset(self.data.administrations),
            topic=frozenset(self.data.topics),
            channel=frozenset(self.data.channels),
            size=self.data.count,
        )


AddForm, EditForm = add_and_edit_forms(
    IFeedPortlet,
    Assignment,
    adds=_("Add social media feed"),
    edits=_("Edit social media feed"),
    shows=_("The newest entries of the municipality's channels in social media."),
)
