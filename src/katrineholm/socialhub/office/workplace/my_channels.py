"""The current user's channels, with their state, latest post, messages and who answers today."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from AccessControl import getSecurityManager
from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.add_permission import addable_administrations
from ...accounts.channels.channel_names import service_icon, state_title
from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...accounts.channels.person import person
from ...accounts.channels.responsibility import (
    Duties,
    PersonInCharge,
    hub_duties,
    person_in_charge,
)
from ...accounts.channels.times import recent_time, today
from ...inbox.steps.waiting_messages import channel_count
from ...refresh.report import NO_SUMMARY, channel_summaries
from ...site.pages.page_values import link
from ...site.pages.permissions import may_manage_register
from ...site.pages.text_checks import AND_MORE

MOST, MOST_OTHERS = 50, 300  # channels that are listed, and links to all of them
ALL = _("All channels")
ORDER = ("official", "draft", "reported", "paused", "closed")
ROLES = {
    "responsible": _("You are responsible"),
    "today": _("You answer today, as substitute"),
    "substitute": _("You are the substitute"),
    "editor": "",
}


@dataclass(frozen=True, slots=True)
class OwnChannel:
    """A channel of the current user, with the ``role`` as in ROLES, and who answers today."""

    facts: ChannelFacts
    role: str
    answering: PersonInCharge | None

    @property
    def answers(self) -> bool:
        """True if the user answers for the channel today."""
        return self.role == "today" or (
            self.role == "responsible"
            and self.answering is not None
            and self.answering.role == "responsible"
        )


def serialize_channels(hub: Any, request: Any) -> dict:
    """Return the section with the current user's channels in a hub."""
    found, others = own_channels(hub), _other_channels(hub, request)
    summaries = channel_summaries(hub) if found else {}
    rows = [_row_values(hub, request, each, summaries) for each in found[:MOST]]
    more = len(found) - len(rows)
    return {
        "title": _("My channels"),
        "items": rows,
        "others": others and {"title": ALL, "items": others},
        "empty": "" if rows or others else _("No channel is yours yet."),
        "more": _(AND_MORE, mapping={"number": str(more)}) if more else "",
    }


def own_channels(hub: Any) -> list[OwnChannel]:
    """Return the channels that the current user has duties for or tends, by state and title.

    The office tends all of them; here it has those that it has duties for.
    """
    found = sorted(_own_channels(hub), key=lambda each: ORDER.index(each.facts.state))
    return sorted(found, key=lambda each: not each.answers)


def _other_channels(hub, request) -> list[dict]:
    """Return links to the channels of a hub by title, for the office, which tends them all."""
    found = viewable_channels(hub)[:MOST_OTHERS] if may_manage_register(hub) else ()
    return [link(request.physicalPathToURL(facts.path), facts.title) for facts in found]


def _own_channels(hub) -> Iterator[OwnChannel]:
    duties, person_of = hub_duties(hub), cache(person)
    places = set() if may_manage_register(hub) else _paths(addable_administrations(hub))
    names = {api.user.get_current().getId(), getSecurityManager().getUser().getUserName()}
    for facts in viewable_channels(hub):
        held = duties.get(facts.uid, Duties())
        is_mine = bool(names & {held.responsible, held.substitute, held.head})
        if is_mine or facts.administration.path in places:
            answering = person_in_charge(held, today(), person=person_of)
            yield OwnChannel(facts, _role(held, names, answering), answering)


def _paths(places) -> set[str]:
    return {"/".join(place.getPhysicalPath()) for place in places}


def _role(held, names, answering) -> str:
    if held.responsible in names:
        return "responsible"
    if answering is not None and answering.person.member in names:
        return "today"
    return "substitute" if held.substitute in names else "editor"


def _row_values(hub, request, each, summaries) -> dict:
    facts = each.facts
    newest = summaries.get(facts.uid, NO_SUMMARY).newest
    number = channel_count(hub, facts.uid) if each.answers else 0
    url = request.physicalPathToURL(facts.path)
    return {
        "@id": url,
        "title": facts.title,
        "administration": facts.administration.title,
        "icon": service_icon(facts.platform, facts.kind),
        "state": facts.state,
        "state_title": state_title(facts.state),
        "role": ROLES[each.role],
        "answering": _answering(each),
        "newest": recent_time(newest) if newest else None,
        "messages": {"@id": f"{url}/@@messages", "number": number} if number else None,
    }


def _answering(each) -> Message | str:
    if each.answering is None:
        return _("Nobody answers today.") if each.facts.speaks else ""
    if each.answers:
        return ""
    return _("Answers today: ${name}.", mapping={"name": each.answering.person.name})
