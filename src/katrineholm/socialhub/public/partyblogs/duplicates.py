"""The rule that no two parties of a hub have the same abbreviation at the same time."""

import unicodedata
from datetime import date
from typing import Any

from Acquisition import aq_base
from plone import api
from plone.dexterity.content import Container, DexterityContent
from z3c.form.util import getSpecification
from z3c.form.validator import InvariantsValidator, NoInputData, WidgetsValidatorDiscriminators
from zExceptions import BadRequest
from zope.interface import Invalid
from zope.lifecycleevent.interfaces import IObjectMovedEvent

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.lifecycle.steps import serialize_steps
from .interfaces import ICouncilParty
from .parties import stored_parties

NAMES = ("abbreviation", "term_from", "term_to")
INVISIBLE = {"Cc", "Cf"}  # control and format characters


def require_unique(
    hub: Container, abbreviation: str, first: date, last: date, but: str = ""
) -> None:
    """Raise Invalid if a party at another path than ``but`` has the abbreviation in this term."""
    serialize_steps(hub)
    wanted = _normalized(abbreviation)
    for party in stored_parties(hub):
        is_other = party.path != but and _normalized(party.abbreviation) == wanted
        if is_other and party.term_from <= last.isoformat() and first.isoformat() <= party.term_to:
            sentence = _(
                "${title} has the abbreviation ${abbreviation} in that term already.",
                mapping={"title": party.title, "abbreviation": party.abbreviation},
            )
            raise Invalid(api.portal.translate(sentence))


def check_arrival(party: DexterityContent, event: IObjectMovedEvent) -> None:
    """Raise BadRequest if a pasted or moved party would be a duplicate in its new hub."""
    hub, values = hub_of(event.newParent), [getattr(party, name) for name in NAMES]
    if hub is None or not all(values) or aq_base(event.newParent) is aq_base(event.oldParent):
        return
    try:
        require_unique(hub, *values)
    except Invalid as refusal:
        raise BadRequest(refusal.args[0]) from refusal


class UniqueInTerm(InvariantsValidator):
    """The validator that refuses a duplicate party, in forms and plone.restapi."""

    def validateObject(self, given: Any) -> tuple:
        if errors := super().validateObject(given):
            return errors
        # An add form has no context of its own yet.
        place = self.view.context if self.context is None else self.context
        try:
            values = [getattr(given, name) for name in NAMES]
            # A field without a valid value has an error of its own.
            if all(values):
                require_unique(hub_of(place), *values, but="/".join(place.getPhysicalPath()))
        except NoInputData:
            return ()
        except Invalid as refusal:
            return (refusal,)
        return ()


WidgetsValidatorDiscriminators(UniqueInTerm, schema=getSpecification(ICouncilParty, force=True))


def _normalized(abbreviation):
    """Return an abbreviation without invisible characters and differences of case or width."""
    signs = unicodedata.normalize("NFKD", abbreviation)
    seen = "".join(c for c in signs if not (c.isspace() or unicodedata.category(c) in INVISIBLE))
    return unicodedata.normalize("NFKC", seen.casefold())
