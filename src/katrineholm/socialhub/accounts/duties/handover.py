"""Hand-over of all duties of a leaving person to another in one step."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from zope.schema import ValidationError

from ... import _
from ...site.forms.faults import Faults
from ...site.forms.refusals import FaultyFields, Refusal
from ..channels import history
from ..channels.changing import change
from ..channels.interfaces import IAdministration, IChannel
from ..judging.judge import faults
from ..people.person import UnknownPerson, key, person, spelled_out
from .held import headed_by, held_by, role_title


@dataclass(frozen=True, slots=True)
class Held:
    """One duty: ``place`` is a channel, or an administration with the person as head."""

    place: Any
    role: str

    @property
    def id(self) -> str:
        """Return the duty's value in a form."""
        return f"{self.role}-{self.place.UID()}"


def held(hub: Any, who: str) -> list[Held]:
    """Return all duties of a person, ``who`` as in ``person.person_key``, drafts and closed
    included.
    """
    channels = [Held(channel, role) for channel, role in held_by(hub, who) if role != "head"]
    return [Held(place, "head") for place in headed_by(hub, who)] + channels


def hand_over(hub: Any, who: str, to: str, chosen: Container[str]) -> list[Held]:
    """Give the chosen duties of a person to another, and return them.

    ``to`` is a member's user name, ``Name <e-mail>`` or an e-mail. Raise Refusal.
    """
    to = spelled_out(to)
    moved = [duty for duty in held(hub, who) if duty.id in chosen]
    _check(who, to, moved)
    for duty in moved:
        change(duty.place, IAdministration if duty.role == "head" else IChannel, **{duty.role: to})
        for channel in _channels(duty):
            history.note(channel, "hand-over", role_title(duty.role))
    return moved


def _check(who, to, moved):
    refused = Faults()
    refused.demand("duty", moved, _("Choose at least one duty to hand over."))
    refused.take("to", _require_another, who, to)
    refused.done()
    if alone := [channel.title for channel in _left_to_one(to, moved)]:
        refusal = _(
            "Responsible and substitute would be the same person: ${channels}.",
            mapping={"channels": ", ".join(alone)},
        )
        raise FaultyFields({"to": refusal})


def _require_another(who, to):
    try:
        IChannel["responsible"].validate(to)
    except ValidationError as error:
        raise Refusal(UnknownPerson(to).doc()) from error
    if key(to) == who:
        raise Refusal(_("The duties are this person's already: choose somebody else."))
    if not (someone := person(to)) or not someone.email:
        raise Refusal(_("This member has no e-mail address, so nobody could reach them."))


def _left_to_one(to, moved) -> Iterator:
    """Yield the channels that would have one person as responsible and substitute."""
    channels = {duty.place.UID(): duty.place for duty in moved if duty.role != "head"}
    for uid, channel in channels.items():
        given = {duty.role: to for duty in moved if duty.place.UID() == uid}
        if faults(channel, given):
            yield channel


def _channels(duty):
    """Return the channels with a duty in their history."""
    if duty.role != "head":
        return [duty.place]
    return [each for each in duty.place.objectValues() if IChannel.providedBy(each)]
