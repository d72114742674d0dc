"""Whom the field for a person offers: who holds duties around a place. No channel is woken."""

from collections.abc import Iterator

from Acquisition import aq_parent
from plone import api

from ...site.forms.permissions import VIEW_DUTIES
from ..channels.facts import visible
from ..channels.hub import hub_of
from ..channels.interfaces import IAdministration, ISocialHub
from .held import administrations
from .ledger import duties_on


def used_before(context) -> list[str]:
    """Persons of the place around, its channels or administrations.

    Nobody else's: who answers elsewhere is not everybody's to read.
    """
    return [text for place in (context, aq_parent(context)) for text in _used(place) if text]


def _used(place) -> Iterator[str]:
    if ISocialHub.providedBy(place):
        yield from (each.head for each in administrations(place) if _is_seen(each))
    elif IAdministration.providedBy(place) and _is_seen(place):
        yield place.head
        hub = hub_of(place)
        for facts in visible(place):
            duties = duties_on(hub, facts.uid)
            yield from (duties.responsible, duties.substitute)


def _is_seen(place):
    return api.user.has_permission(VIEW_DUTIES, obj=place)
