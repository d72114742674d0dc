"""The places on Facebook as a portlet with links only."""

from plone.autoform import directives
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer

from ... import _
from ...site.portlets import base
from ...site.portlets.fields import heading, more_link, several, ticked, which_hub
from ...site.portlets.forms import forms_for
from .cards import cards
from .pages import OFFICIAL

MORE = _("All our places on Facebook")
TITLE = _("Places on Facebook")


class IFacebookPortlet(base.IHubPortlet):
    """The editor's settings."""

    directives.widget(**ticked("place_types"))
    header = heading(TITLE)
    hub = which_hub()
    place_types = several(
        _("Types of places"),
        _("None chosen: all types."),
        "katrineholm.socialhub.place_types",
    )
    more = more_link(_("Text of the link to all places"), MORE)


@implementer(IFacebookPortlet)
class Assignment(base.Assignment):
    """The stored settings."""

    called = TITLE
    header = TITLE
    place_types = ()
    more = MORE


class Renderer(base.Renderer):
    """Shows the public places; an event disappears within minutes of its end."""

    schema = IFacebookPortlet
    template = ViewPageTemplateFile("portlet.pt")

    def places(self) -> list[dict]:
        """Return the places of the chosen types; the official page is one of the pages."""
        chosen = self.data.place_types
        found = cards(self.hub, self.request)
        return [place for place in found if not chosen or place["place_type"] in chosen]

    def plain(self) -> dict:
        """Return the portlet as plain values; ``label`` is the type of a place."""
        places = [
            place | {"label": OFFICIAL if place["official_page"] else place["type"]}
            for place in self.places()
        ]
        empty = "" if places else _("There is no place on Facebook to show.")
        return {"empty": empty, "places": places}

    def more_url(self) -> str:
        return f"{self.hub.absolute_url()}/@@facebook"


AddForm, EditForm = forms_for(
    IFacebookPortlet,
    Assignment,
    adds=_("Add the places on Facebook"),
    edits=_("Edit the places on Facebook"),
    shows=_("The municipality's places on Facebook as links, the official page first."),
)
