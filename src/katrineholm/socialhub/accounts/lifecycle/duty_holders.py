"""The duties of each person in a hub: as responsible, substitute or head."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from plone import api

from ... import _
from ...site.pages.permissions import MODIFY, VIEW_DUTIES
from ..channels.facts import ChannelFacts, all_channels
from ..channels.hub import hub_administrations, hub_of
from ..channels.interfaces import ISocialHub
from ..channels.person import Person, person, person_key
from ..channels.responsibility import ROLES, Duties, hub_duties
from ..registration.account_logins import held_logins

LOGIN = "login"
ROLE_TITLES = {
    "responsible": _("Responsible"),
    "substitute": _("Substitute"),
    "head": _("Head"),
    LOGIN: _("The log-in"),
}


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


def visible_duties(place: Any) -> list[tuple[ChannelFacts, Duties]]:
    """Return the channels of a place whose duties the current user may see or holds.

    They are sorted by administration and title.
    """
    me, known, may = _current_id(), cache(person_key), _permission_by_path(place, VIEW_DUTIES)
    return [
        (facts, duties)
        for facts, duties in _place_duties(place)
        if may(facts.administration.path) or me in map(known, _texts(duties))
    ]


def people_to_be_away(place: Any) -> dict[str, str]:
    """Return those whose absence the current user may note at a place: names by person key.

    They are the user, and everybody with a duty for a channel that the user may change. Where two
    have the same name, the e-mail follows it.
    """
    me, may = _current_id(), _permission_by_path(place, MODIFY)
    texts = {
        (text, may(facts.administration.path))
        for facts, duties in _place_duties(place)
        for text in _texts(duties)
    }
    people = [(person_key(text), who, is_open) for text, is_open in texts if (who := person(text))]
    found = {key: each for key, each, is_open in people if is_open or key == me}
    shared = Counter(each.name.casefold() for each in found.values())
    names = {
        key: f"{each.name} ({each.email or key})" if shared[each.name.casefold()] > 1 else each.name
        for key, each in found.items()
    }
    return dict(sorted(names.items(), key=lambda each: (each[1].lower(), each[0])))


def duties_of_person(place: Any, who: str) -> list[tuple[Any, str]]:
    """Return (channel, role) for each duty of a person at a place, regardless of permissions.

    A head has a duty for each channel of the administration.
    """
    book, known = hub_duties(hub_of(place)), cache(person_key)
    roles = {
        uid: [role for role in ROLES if known(getattr(book[uid], role)) == who] for uid in book
    }
    found = [uid for uid in roles if roles[uid]]
    # The person responsible for a channel may lack permission to see it.
    brains = (
        api.content.find(place, UID=found, sort_on="sortable_title", unrestricted=True)
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


def _current_id():
    return api.user.get_current().getId()


def _place_duties(place) -> list[tuple[ChannelFacts, Duties]]:
    book = hub_duties(hub_of(place))
    found = [(facts, book[facts.uid]) for facts in all_channels(place) if facts.uid in book]
    return sorted(found, key=lambda each: each[0].administration.title.lower())


def _permission_by_path(place, permission):
    """Return a function that checks a permission: at the place, or at each administration."""
    if not ISocialHub.providedBy(place):
        return lambda path: api.user.has_permission(permission, obj=place)
    return cache(
        lambda path: api.user.has_permission(permission, obj=place.unrestrictedTraverse(path))
    )


def _texts(duties) -> list[str]:
    return [text for role in ROLES if (text := getattr(duties, role))]


def _holder_texts(hub) -> Iterator[str]:
    for duties in hub_duties(hub).values():
        yield from filter(None, (duties.responsible, duties.substitute))
    yield from (each.head for each in hub_administrations(hub) if each.head)
    yield from (text for _uid, text in held_logins(hub))
