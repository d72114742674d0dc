"""The parties over plone.restapi."""

from types import MappingProxyType

from AccessControl import Unauthorized
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.component import adapter
from zope.interface import Interface, implementer

from ...accounts.editing.service import FreshFromJson
from ...site.forms.page_service import whole
from ...site.forms.permissions import may_manage
from ...site.forms.queries import is_set
from ...site.forms.rest_errors import in_one_sentence
from .interfaces import ICouncilParty
from .shelf import PartyFacts, in_order, on_shelf, parties


class PartiesGet(Service):
    """``GET @parties`` on a hub: those that are in the council today, in the shelf's order.

    With ``full=1`` those who keep the list get the coming and the past ones, too.
    """

    def reply(self):
        found = [item(party, self.request) for party in self._wanted()]
        return whole(self.context, "@parties", found)

    def _wanted(self):
        if not is_set(self.request.form, "full"):
            return on_shelf(self.context)
        if not may_manage(self.context):
            raise Unauthorized("@parties")
        return in_order(parties(self.context))


def item(party: PartyFacts, request) -> dict:
    """A party as other systems read it; ``url`` and ``link_text`` are None without a link."""
    return {
        "@id": request.physicalPathToURL(party.path),
        "title": party.title,
        "abbreviation": party.abbreviation,
        "url": party.link or None,
        "link_text": party.link_text or None,
        "term_from": party.term_from,
        "term_to": party.term_to,
    }


@implementer(IDeserializeFromJson)
@adapter(ICouncilParty, Interface)
class PartyFromJson(FreshFromJson):
    """A party from JSON; a refusal is one sentence."""

    # What the shelf calls otherwise, and what it makes of other fields.
    same = MappingProxyType({"url": "link"})
    read_only = frozenset(("link_text",))

    def __call__(self, *args, **options):
        try:
            return super().__call__(*args, **options)
        except BadRequest as refusal:
            raise in_one_sentence(refusal) from refusal
