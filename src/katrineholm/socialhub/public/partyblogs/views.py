"""``@@parties`` on a hub (guideline G6), and a party's own page."""

from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.dexterity.content import Container
from zope.interface import implementer

from ... import _
from ...accounts.channels.hub import hub_of
from ...site.pages.acts import Page
from ...site.pages.head import IDescribedPage
from ...site.pages.page_cache import CachedPage
from ...site.pages.page_values import link
from ...site.pages.permissions import may_manage_register
from ...site.pages.refusals import message_from_code
from . import serializer
from .parties import PartyFacts, object_facts, sitting_parties
from .party_feeds import stored_feed

TITLE = _("The parties in the council")


@implementer(IDescribedPage)
class PartiesView(CachedPage, Page):
    """The page of the sitting parties, and of coming and past ones for managers of the list."""

    title = TITLE
    lead = _(
        "Each party in the municipal council has the right to a link here, to its blog or the "
        "like. The party answers for its content, which is neither the municipality's nor a part "
        "of its official channels."
    )
    shared = {"description": lead}

    @property
    def page(self) -> dict:
        return serializer.parties_page(self)


@implementer(IDescribedPage)
class PartyView(Page):
    """A party's own page, to which search results lead."""

    shared = PartiesView.shared

    @property
    def page(self) -> dict:
        return serializer.party_page(self)

    @cached_property
    def facts(self) -> PartyFacts:
        return object_facts(self.context)

    @property
    def title(self) -> str:
        return self.context.title

    @property
    def url(self) -> str:
        return self.context.absolute_url()

    def all_parties_url(self) -> str:
        """Return the URL of the page of all parties."""
        return parties_url(hub_of(self.context))

    def problem(self) -> str:
        """Return the error of the party's feed in the reader's language, or an empty string."""
        kept = stored_feed(hub_of(self.context), self.facts) if self.facts.feed else None
        if kept is None or not kept.state.failures:
            return ""
        return api.portal.translate(message_from_code(kept.state.code, dict(kept.state.values)))


class PartiesShortcut(ViewletBase):
    """The link above a hub's stream to the parties, if there are any or for their managers."""

    def links(self) -> list[dict]:
        is_shown = sitting_parties(self.context) or may_manage_register(self.context)
        return [link(parties_url(self.context), _("The parties"))] if is_shown else []


def parties_url(hub: Container) -> str:
    return f"{hub.absolute_url()}/@@parties"
