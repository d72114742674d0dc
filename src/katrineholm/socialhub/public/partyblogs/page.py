"""``@@parties`` on a hub (guideline G6), and a party's own page."""

from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.dexterity.content import Container
from zope.interface import implementer

from ... import _
from ...accounts.channels.hub import hub_of
from ...site.caching.pages import KeptPage
from ...site.forms.acts import Page
from ...site.forms.head import IDescribedPage
from ...site.forms.permissions import may_manage
from ...site.forms.plain import link
from ...site.forms.refusals import from_code
from . import pages
from .feeds import recall
from .shelf import PartyFacts, facts_of, on_shelf

TITLE = _("The parties in the council")


@implementer(IDescribedPage)
class PartiesView(KeptPage, Page):
    """The parties that sit in the council today; managers of the list see the others, too."""

    title = TITLE
    lead = _(
        "Each party in the municipal council has the right to a link here, to its blog or the "
        "like. The party answers for its content, which is neither the municipality's nor a part "
        "of its official channels."
    )
    shared = {"description": lead}

    @property
    def page(self) -> dict:
        return pages.shelf(self)

    @cached_property
    def may_manage(self) -> bool:
        return may_manage(self.context)

    @property
    def url(self) -> str:
        return shelf_url(self.context)


@implementer(IDescribedPage)
class PartyView(Page):
    """A party's own page, for search results."""

    shared: dict = {}  # it has no description

    @property
    def page(self) -> dict:
        return pages.party(self)

    @cached_property
    def facts(self) -> PartyFacts:
        return facts_of(self.context)

    @property
    def title(self) -> str:
        return self.context.title

    @property
    def url(self) -> str:
        return self.context.absolute_url()

    @cached_property
    def may_manage(self) -> bool:
        return may_manage(self.context)

    def shelf(self) -> str:
        """Return the URL of the page of all parties."""
        return shelf_url(hub_of(self.context))

    def problem(self) -> str:
        """Return the fault of the party's feed as a sentence; else empty."""
        kept = recall(hub_of(self.context), self.facts) if self.facts.feed else None
        if kept is None or not kept.state.failures:
            return ""
        return api.portal.translate(from_code(kept.state.code, dict(kept.state.values)))


class Pointer(ViewletBase):
    """The link above a hub's stream to the parties, once there are any."""

    def links(self) -> list[dict]:
        is_shown = on_shelf(self.context) or may_manage(self.context)
        return [link(shelf_url(self.context), _("The parties"))] if is_shown else []


def shelf_url(hub: Container) -> str:
    """Return the URL of a hub's page of parties."""
    return f"{hub.absolute_url()}/@@parties"
