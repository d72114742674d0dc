"""What the pages of a hub, an administration and a channel say in their head of whose they are.

Rules: https://microformats.org/wiki/rel-me and https://schema.org/GovernmentOrganization
"""

from html import escape

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.memoize import ram
from zope.component import adapter, getMultiAdapter
from zope.interface import implementer

from ...accounts.channels.facts import AdministrationFacts, visible
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IAdministration, IChannel, ISocialHub
from ...interfaces import ISocialHubLayer
from ...site.caching.memory import addresses, sight
from ...site.forms.head import IIdentity
from ...site.forms.languages import title_of
from ...site.settings.registry import municipality
from . import jsonld

MOST = 200  # links of a page; of a hub with more channels they stand on the channels' pages alone


class Proofs(ViewletBase):
    """The same in Classic UI."""

    def render(self) -> str:
        told = getMultiAdapter((self.context, self.request), IIdentity)()
        links = [f'<link rel="me" href="{escape(each["href"])}" />' for each in told["links"]]
        if data := told["jsonld"]:
            text = jsonld.script_safe(data)
            links.append(f'<script type="application/ld+json">{text}</script>')
        return "\n".join(links)


@implementer(IIdentity)
@adapter(ISocialHub, ISocialHubLayer)
class HubIdentity:
    """The municipality, its administrations and all their accounts."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self) -> dict:
        return _told(self)

    def accounts(self) -> list[str]:
        """The official accounts of what the page is about, by title."""
        return [facts.profile_url for facts in self._official()]

    def described(self) -> dict:
        """The page's subject as JSON-LD."""
        owners = {facts.administration.path: facts.administration for facts in self._official()}
        bodies = [self._body(owner) for owner in owners.values()]
        return jsonld.organisation(self._municipality(), self.accounts(), bodies)

    def _official(self):
        return [facts for facts in visible(self.context) if facts.speaks]

    def _municipality(self):
        return jsonld.Body(municipality(), hub_of(self.context).absolute_url())

    def _body(self, owner: AdministrationFacts):
        url = self.request.physicalPathToURL(owner.path)
        return jsonld.Body(title_of(owner)["text"], url, owner.email, owner.phone)


@adapter(IAdministration, ISocialHubLayer)
class AdministrationIdentity(HubIdentity):
    """An administration and its accounts."""

    def described(self):
        owner = next(facts.administration for facts in self._official())
        return jsonld.organisation(self._body(owner), self.accounts())


@adapter(IChannel, ISocialHubLayer)
class ChannelIdentity(HubIdentity):
    """The administration behind a channel, and the one account."""

    def described(self):
        facts = next(iter(self._official()))
        owner = self._body(facts.administration)
        return jsonld.channel(owner, self._municipality(), facts.profile_url)


def _key(function, identity):
    place = identity.context.getPhysicalPath(), addresses(identity.request)
    return place, municipality(), sight(), api.portal.get_current_language()


@ram.cache(_key)
def _told(identity):
    accounts = identity.accounts()
    links = [{"rel": "me", "href": url} for url in accounts]
    return {
        "links": links if len(links) <= MOST else [],
        "jsonld": identity.described() if accounts else None,
    }
