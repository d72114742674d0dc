"""The proofs of identity in the ``<head>`` of the pages of hubs, administrations and channels.

Rules: https://microformats.org/wiki/rel-me and https://schema.org/GovernmentOrganization
"""

from html import escape

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.memoize import ram
from zope.component import adapter, getMultiAdapter
from zope.interface import implementer

from ...accounts.channels.facts import AdministrationFacts, viewable_channels
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IAdministration, IChannel, ISocialHub
from ...interfaces import ISocialHubLayer
from ...site.pages.cache import url_key, visibility_key
from ...site.pages.head import IIdentity
from ...site.pages.languages import translated_title
from ...site.settings.registry import municipality_name
from . import jsonld

MOST = 200  # links on a page; with more channels only the channels' own pages have them


class IdentityViewlet(ViewletBase):
    """The viewlet that adds the proofs of identity to a page's ``<head>`` in Classic UI."""

    def render(self) -> str:
        identity = getMultiAdapter((self.context, self.request), IIdentity)()
        links = [f'<link rel="me" href="{escape(each["href"])}" />' for each in identity["links"]]
        if data := identity["jsonld"]:
            text = jsonld.script_json(data)
            links.append(f'<script type="application/ld+json">{text}</script>')
        return "\n".join(links)


@implementer(IIdentity)
@adapter(ISocialHub, ISocialHubLayer)
class HubIdentity:
    """The proofs on a hub: the municipality, its administrations and all their accounts."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    @ram.cache(lambda method, self: _key(self))
    def __call__(self) -> dict:
        accounts = self.accounts()
        links = [{"rel": "me", "href": url} for url in accounts]
        return {
            "links": links if len(links) <= MOST else [],
            "jsonld": self.json_ld() if accounts else None,
        }

    def accounts(self) -> list[str]:
        """Return the URLs of the official accounts of the page, sorted by the channels' titles."""
        return [facts.profile_url for facts in self._official()]

    def json_ld(self) -> dict:
        owners = {facts.administration.path: facts.administration for facts in self._official()}
        bodies = [self._body(owner) for owner in owners.values()]
        return jsonld.organisation_json_ld(self._municipality(), self.accounts(), bodies)

    def _official(self):
        return [facts for facts in viewable_channels(self.context) if facts.speaks]

    def _municipality(self):
        return jsonld.Organisation(municipality_name(), hub_of(self.context).absolute_url())

    def _body(self, owner: AdministrationFacts):
        url = self.request.physicalPathToURL(owner.path)
        return jsonld.Organisation(translated_title(owner)["text"], url, owner.email, owner.phone)


@adapter(IAdministration, ISocialHubLayer)
class AdministrationIdentity(HubIdentity):
    """The proofs on an administration: its name and its accounts."""

    def json_ld(self) -> dict:
        owner = next(facts.administration for facts in self._official())
        return jsonld.organisation_json_ld(self._body(owner), self.accounts())


@adapter(IChannel, ISocialHubLayer)
class ChannelIdentity(HubIdentity):
    """The proofs on a channel: its account, and the administration that owns it."""

    def json_ld(self) -> dict:
        facts = next(iter(self._official()))
        owner = self._body(facts.administration)
        return jsonld.channel_json_ld(owner, self._municipality(), facts.profile_url)


def _key(identity):
    place = identity.context.getPhysicalPath(), url_key(identity.request)
    return place, municipality_name(), visibility_key(), api.portal.get_current_language()
