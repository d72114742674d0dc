"""The places on Facebook as a portlet: links only, nothing is asked of Facebook."""

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
    """What an editor decides."""

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
    """What is stored of the editor's decisions."""

    called = TITLE
    header = TITLE
    place_types = ()
    more = MORE


class Renderer(base.Renderer):
    """Shows the places that a visitor may see; an event goes within minutes of its end."""

    schema = IFacebookPortlet
    template = ViewPageTemplateFile("portlet.pt")

    def places(self) -> list[dict]:
        """The chosen types; the official page is among the pages."""
        chosen = self.data.place_types
        found = cards(self.hub, self.request)
        return [place for place in found if not chosen or place["place_type"] in chosen]

    def plain(self) -> dict:
        """The same as plain values; ``label`` says what a place is."""
        places = [place | {"label": _label(place)} for place in self.places()]
        empty = "" if places else _("There is no place on Facebook to show.")
        return {"empty": empty, "places": places}

    def more_url(self) -> str:
        return f"{self.hub.absolute_url()}/@@facebook"


def _label(place):
    return OFFICIAL if place["official_page"] else place["type"]


AddForm, EditForm = forms_for(
    IFacebookPortlet,
    Assignment,
    adds=_("Add the places on Facebook"),
    edits=_("Edit the places on Facebook"),
    shows=_("The municipality's places on Facebook as links, the official page first."),
)
