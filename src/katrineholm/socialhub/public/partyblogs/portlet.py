"""The council's parties as a portlet, in the same order as on their page."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer

from ... import _
from ...accounts.channels.moments import today
from ...site.portlets import base
from ...site.portlets.fields import heading, more_link, which_hub
from ...site.portlets.forms import forms_for
from .page import TITLE, shelf_url
from .pages import ALL, NO_PARTY, card
from .shelf import PartyFacts, on_shelf, rule


class IPartiesPortlet(base.IHubPortlet):
    """The editor's settings, which do not include the choice of parties or their order."""

    header = heading(TITLE)
    hub = which_hub()
    more = more_link(_("Text of the link to all parties"), ALL)


@implementer(IPartiesPortlet)
class Assignment(base.Assignment):
    """The stored settings."""

    called = _("Parties in the council")
    header = TITLE
    more = ALL


class Renderer(base.Renderer):
    """Shows all parties of today, each in the same form."""

    schema = IPartiesPortlet
    template = ViewPageTemplateFile("portlet.pt")

    def depends_on(self) -> tuple:
        """Return the cache key, which changes with the date and the sort order."""
        return (*super().depends_on(), today(), rule())

    def parties(self) -> list[PartyFacts]:
        """Return the parties that sit today."""
        return on_shelf(self.hub)

    def plain(self) -> dict:
        """Return the portlet as plain values."""
        parties = [card(party, self.request) for party in self.parties()]
        return {
            "text": _("Each party answers for its own content.") if parties else "",
            "empty": "" if parties else NO_PARTY,
            "parties": parties,
        }

    def more_url(self) -> str:
        return shelf_url(self.hub)


AddForm, EditForm = forms_for(
    IPartiesPortlet,
    Assignment,
    adds=_("Add the council's parties"),
    edits=_("Edit the council's parties"),
    shows=_("The parties in the municipal council, each with the link that it has given."),
)
