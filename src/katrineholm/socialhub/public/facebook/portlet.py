"""The portlet of the places on Facebook, which contains only links."""

from plone.autoform import directives
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
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
from .places import place_cards
from .serializer import OFFICIAL

MORE = _("All our places on Facebook")
TITLE = _("Places on Facebook")


class IFacebookPortlet(portlet_base.IHubPortlet):
    directives.widget(**checkbox_widgets("place_types"))
    header = heading_field(TITLE)
    hub = hub_field()
    place_types = choices_field(
        _("Types of places"),
        _("None chosen: all types."),
        "katrineholm.socialhub.place_types",
    )
    more = link_text_field(_("Text of the link to all places"), MORE)


@implementer(IFacebookPortlet)
class Assignment(portlet_base.Assignment):
    called = TITLE
    header = TITLE
    place_types = ()
    more = MORE


class Renderer(portlet_base.Renderer):
    """The renderer of the portlet, from which an event disappears within minutes of its end."""

    schema = IFacebookPortlet
    template = ViewPageTemplateFile("portlet.pt")

    def places(self) -> list[dict]:
        """Return the cards of places of the chosen types; the official page counts as a page."""
        chosen = self.data.place_types
        found = place_cards(self.hub, self.request)
        return [place for place in found if not chosen or place["place_type"] in chosen]

    def plain(self) -> dict:
        """Return the portlet as plain values, with the type of each place as its ``label``."""
        places = [
            place | {"label": OFFICIAL if place["official_page"] else place["type"]}
            for place in self.places()
        ]
        empty = "" if places else _("There is no place on Facebook to show.")
        return {"empty": empty, "places": places}

    def more_url(self) -> str:
        return f"{self.hub.absolute_url()}/@@facebook"


AddForm, EditForm = add_and_edit_forms(
    IFacebookPortlet,
    Assignment,
    adds=_("Add the places on Facebook"),
    edits=_("Edit the places on Facebook"),
    shows=_("The municipality's places on Facebook as links, the official page first."),
)
