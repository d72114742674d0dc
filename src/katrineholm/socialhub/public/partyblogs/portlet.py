"""The portlet of the council's parties, in the same order as on their page."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer

from ... import _
from ...accounts.channels.times import today
from ...site.pages import portlet_base
from ...site.pages.portlet_forms import add_and_edit_forms
from ...site.pages.schema_fields import heading_field, hub_field, link_text_field
from ...site.settings.registry import setting
from .parties import sitting_parties
from .serializer import ALL, NO_PARTY, party_card
from .views import TITLE, parties_url


class IPartiesPortlet(portlet_base.IHubPortlet):
    """The settings of the portlet, which offer no choice of parties or of their order."""

    header = heading_field(TITLE)
    hub = hub_field()
    more = link_text_field(_("Text of the link to all parties"), ALL)


@implementer(IPartiesPortlet)
class Assignment(portlet_base.Assignment):
    called = _("Parties in the council")
    header = TITLE
    more = ALL


class Renderer(portlet_base.Renderer):
    """The renderer of the portlet, which shows all sitting parties in the same way."""

    schema = IPartiesPortlet
    template = ViewPageTemplateFile("portlet.pt")

    def depends_on(self) -> tuple:
        return (*super().depends_on(), today(), setting("party_order"))

    def plain(self) -> dict:
        parties = [party_card(party, self.request) for party in sitting_parties(self.hub)]
        return {
            "text": _("Each party answers for its own content.") if parties else "",
            "empty": "" if parties else NO_PARTY,
            "parties": parties,
        }

    def more_url(self) -> str:
        return parties_url(self.hub)


AddForm, EditForm = add_and_edit_forms(
    IPartiesPortlet,
    Assignment,
    adds=_("Add the council's parties"),
    edits=_("Edit the council's parties"),
    shows=_("The parties in the municipal council, each with the link that it has given."),
)
