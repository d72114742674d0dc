"""The portlet with links to the official channels, so that people can follow them."""

from plone.autoform import directives
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope import schema
from zope.interface import implementer
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from ... import _
from ...accounts.channels.channel_names import has_service_in_title, service_icon
from ...accounts.channels.facts import ChannelFacts, active_channels
from ...core.feeds.source_kinds import WEB_SITES
from ...site.pages import portlet_base
from ...site.pages.portlet_forms import add_and_edit_forms
from ...site.pages.schema_fields import (
    checkbox_widgets,
    choices_field,
    heading_field,
    hub_field,
    link_text_field,
)
from ...site.settings.titles import service_title
from .query import Query, list_url

LAYOUTS = SimpleVocabulary(
    [
        SimpleTerm("list", title=_("List: name and service below each other")),
        SimpleTerm("row", title=_("Row: names beside each other, for a footer")),
    ]
)
HEADING = _("Follow us")
MORE = _("All official channels")


class IChannelsPortlet(portlet_base.IHubPortlet):
    directives.widget(**checkbox_widgets("administrations", "services", "kinds", "channels"))
    header = heading_field(HEADING)
    hub = hub_field()
    administrations = choices_field(
        _("Administrations"), _("None chosen: all."), "katrineholm.socialhub.administrations"
    )
    services = choices_field(
        _("Services"), _("None chosen: all."), "katrineholm.socialhub.platforms"
    )
    kinds = choices_field(_("Kinds"), _("None chosen: all."), "katrineholm.socialhub.kinds")
    channels = choices_field(
        _("Channels"),
        _("None chosen: all that the choices above leave."),
        "katrineholm.socialhub.channels",
    )
    count = schema.Int(title=_("Number of channels"), default=10, min=1, max=100)
    layout = schema.Choice(title=_("Layout"), vocabulary=LAYOUTS, default="list")
    more = link_text_field(_("Text of the link to the official list"), MORE)


@implementer(IChannelsPortlet)
class Assignment(portlet_base.Assignment):
    called = _("Social media channels")
    header = HEADING
    administrations = ()
    services = ()
    kinds = ()
    channels = ()
    count = 10
    layout = "list"
    more = MORE


class Renderer(portlet_base.Renderer):
    """The renderer of the portlet, which lists the municipality's official channels by name."""

    schema = IChannelsPortlet
    template = ViewPageTemplateFile("portlet.pt")

    def rows(self) -> list[dict]:
        """Return the channels to show, first those that the office has ordered, then by title."""
        order = {uid: number for number, uid in enumerate(self.hub.first_channels or ())}
        chosen = [facts for facts in active_channels(self.hub) if _is_chosen(facts, self.data)]
        chosen.sort(key=lambda facts: order.get(facts.uid, len(order)))
        return [_row(facts) for facts in chosen[: self.data.count]]

    def plain(self) -> dict:
        items = self.rows()
        empty = "" if items else _("There is no official channel yet.")
        return {"layout": self.data.layout, "empty": empty, "items": items}

    def more_url(self) -> str:
        """Return the URL of the official list, filtered like the portlet as far as possible."""
        query = Query(
            administration=frozenset(self.data.administrations),
            platform=frozenset(self.data.services),
            kind=frozenset(self.data.kinds),
        )
        return list_url(f"{self.hub.absolute_url()}/@@official-list", query)


def _is_chosen(facts: ChannelFacts, data) -> bool:
    pairs = (
        (facts.administration.uid, data.administrations),
        (facts.platform, data.services),
        (facts.kind, data.kinds),
        (facts.uid, data.channels),
    )
    return all(value in chosen for value, chosen in pairs if chosen)


def _row(facts):
    service = {"service": service_title(facts.platform)}
    # "on Web site" and the name of a service that the title contains add nothing.
    is_said = facts.platform in WEB_SITES or has_service_in_title(facts)
    return {
        "@id": facts.profile_url,
        "title": facts.title,
        "service": "" if is_said else _("on ${service}", mapping=service),
        "icon": service_icon(facts.platform, facts.kind),
        "kind": facts.kind,
    }


AddForm, EditForm = add_and_edit_forms(
    IChannelsPortlet,
    Assignment,
    adds=_("Add social media channels"),
    edits=_("Edit social media channels"),
    shows=_("Links to the municipality's official channels in social media, with their services."),
)
