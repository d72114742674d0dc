"""The REST services and the deserializer of parties."""

from collections.abc import Iterable
from types import MappingProxyType

from AccessControl import Unauthorized
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.services import Service
from Products.Five import BrowserView
from zope.component import adapter
from zope.interface import Interface, implementer
from ZPublisher.HTTPRequest import HTTPRequest

from ...accounts.channels.times import iso_time
from ...accounts.registration.channel_service import ContentFromJson
from ...interfaces import ISocialHubLayer
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, acts
from ...site.pages.page_service import PageExpander, PageGet, list_answer, translated_answer
from ...site.pages.permissions import may_manage_register
from ...site.pages.query import is_switched_on
from .interfaces import ICouncilParty
from .parties import PartyFacts, in_chosen_order, sitting_parties, visible_parties
from .party_feeds import Post, parties_with_posts
from .proposal_view import PROPOSE


class PartiesGet(Service):
    """``GET @parties`` on a hub: the sitting parties, in the order of their page.

    Each has the newest ``posts`` of its feed, at most the same number for all. With ``full=1``,
    managers of the list also get coming and past parties.
    """

    def reply(self) -> dict:
        wanted = self._wanted()
        posts = {party.id: posts for party, posts in parties_with_posts(self.context, wanted)}
        found = [party_item(party, self.request, posts.get(party.id, ())) for party in wanted]
        return list_answer(self.context, "@parties", found)

    def _wanted(self):
        if not is_switched_on(self.request.form, "full"):
            return sitting_parties(self.context)
        if not may_manage_register(self.context):
            raise Unauthorized("@parties")
        return in_chosen_order(visible_parties(self.context))


class CouncilGet(PageGet):
    """``GET @council`` on a hub: the page of the parties, for Volto."""

    name, view_name = "council", "parties"


class PartyGet(PageGet):
    """``GET @party`` on a party: its page, for Volto."""

    name = "party"


class ProposalGet(PageGet):
    """``GET @propose-change`` on a party: the form or, with ``sent``, the confirmation."""

    name = view_name = "propose-change"

    @staticmethod
    def page(view: BrowserView) -> dict:
        return view.value


class ProposalPost(ActService):
    """``POST @propose-change`` on a party, with the form's fields.

    It answers 201 with the URL of the confirmation, 429 after too many, or another refusal.
    """

    acts = acts(PROPOSE)

    def answer(self, act: Act, result: object) -> dict:
        self.request.response.setStatus(201)
        url = f"{self.context.absolute_url()}/@@{act.name}?sent=1"
        return translated_answer({"@id": url, "message": act.sentence(result)})


@adapter(ICouncilParty, ISocialHubLayer)
class PartyExpanded(PageExpander):
    """The expander that adds ``@party`` to the content's own answer with ``?expand=party``."""

    service = PartyGet


def party_item(party: PartyFacts, request: HTTPRequest, posts: Iterable[Post] = ()) -> dict:
    """Return a party's public facts; ``url`` and ``link_text`` are None if it has no link."""
    return {
        "@id": request.physicalPathToURL(party.path),
        "title": party.title,
        "abbreviation": party.abbreviation,
        "url": party.link or None,
        "link_text": party.link_text or None,
        "term_from": party.term_from,
        "term_to": party.term_to,
        "feed_url": party.feed or None,
        "posts": [
            {"title": post.title, "url": post.link, "published": iso_time(post.published)}
            for post in posts
        ],
    }


@implementer(IDeserializeFromJson)
@adapter(ICouncilParty, Interface)
class PartyFromJson(ContentFromJson):
    """The deserializer of a party, which accepts the keys of ``party_item``."""

    # Renamed keys of the answer, and computed ones.
    same = MappingProxyType({"url": "link", "feed_url": "feed"})
    read_only = frozenset(("link_text", "posts"))
