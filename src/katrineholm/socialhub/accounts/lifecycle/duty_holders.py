"""The duties of each person in a hub: as responsible, substitute or head."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from plone import api

from ... import _
from ..channels.hub import hub_administrations
from ..channels.person import Person, person, person_key
from ..channels.responsibility import ROLES, hub_duties

ROLE_TITLES = {"responsible": _("Responsible"), "substitute": _("Substitute"), "head": _("Head")}


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with duties. ``key`` is the ``person.person_key``, and ``text`` is as stored."""

    key: str
    text: str
    person: Person
    duty_count: int


def duty_holders(hub: Any) -> list[Holder]:
    """Return everybody who holds a duty in a hub, sorted by name, regardless of permissions."""
    texts = list(_holder_texts(hub))
    known = {text: person_key(text) for text in set(texts)}
    numbers = Counter(known[text] for text in texts)
    kept = {known[text]: text for text in texts}
    found = [
        Holder(who, kept[who], holder, numbers[who])
        for who in numbers
        if (holder := person(kept[who]))
    ]
    return sorted(found, key=lambda holder: (holder.person.name.lower(), holder.key))


def duties_of_person(hub: Any, who: str) -> list[tuple[Any, str]]:
    """Return (channel, role) for each duty of a person in a hub, regardless of permissions.

    A head has a duty for each channel of the administration.
    """
    book, known = hub_duties(hub), cache(person_key)
    roles = {
        uid: [role for role in ROLES if known(getattr(book[uid], role)) == who] for uid in book
    }
    found = [uid for uid in roles if roles[uid]]
    # The person responsible for a channel may lack permission to see it.
    brains = (
        api.content.find(hub, UID=found, sort_on="sortable_title", unrestricted=True)
        if found
        else ()
    )
    channels = [brain._unrestrictedGetObject() for brain in brains]
    return [(channel, role) for channel in channels for role in roles[channel.UID()]]


def headed_administrations(hub: Any, who: str) -> list:
    """Return the administrations of a hub that have a person as head."""
    return [each for each in hub_administrations(hub) if person_key(each.head) == who]


def role_title(role: str) -> str:
    """Return a role's translated title."""
    return api.portal.translate(ROLE_TITLES[role])


def _holder_texts(hub) -> Iterator[str]:
    for duties in hub_duties(hub).values():
        yield from filter(None, (duties.responsible, duties.substitute))
    yield from (each.head for each in hub_administrations(hub) if each.head)
