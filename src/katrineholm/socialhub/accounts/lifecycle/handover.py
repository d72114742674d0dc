"""Hand-over of duties from a person who leaves to another person, in one step."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from zope.schema import ValidationError

from ... import _
from ...site.pages.form_faults import FormFaults
from ...site.pages.refusals import FaultyFields, Refusal
from ..channels import history
from ..channels.interfaces import IAdministration, IChannel
from ..channels.person import normalized_person, person, person_key
from ..channels.updates import update_fields
from ..registration.account_logins import channels_of_holder, hand_over_login
from ..registration.validation import change_errors
from .duty_holders import LOGIN, duties_of_person, headed_administrations, role_title

FIELDS = ("responsible", "substitute")  # of a channel


@dataclass(frozen=True, slots=True)
class Duty:
    """A person's duty. ``place`` is a channel, or the administration that the person heads."""

    place: Any
    role: str

    @property
    def id(self) -> str:
        """The duty's value in a form."""
        return f"{self.role}-{self.place.UID()}"


def person_duties(hub: Any, who: str) -> list[Duty]:
    """Return all duties of a person (by ``person_key``), also on drafts and closed channels."""
    channels = [
        Duty(channel, role) for channel, role in duties_of_person(hub, who) if role != "head"
    ]
    heads = [Duty(place, "head") for place in headed_administrations(hub, who)]
    return heads + channels + [Duty(each, LOGIN) for each in channels_of_holder(hub, who)]


def hand_over(hub: Any, who: str, to: str, chosen: Container[str]) -> list[Duty]:
    """Give the chosen duties of a person to another person, and return these duties.

    ``to`` is a member's user name, ``Name <e-mail>`` or an e-mail. Raise Refusal.
    """
    to = normalized_person(to)
    moved = [duty for duty in person_duties(hub, who) if duty.id in chosen]
    _check(who, to, moved)
    for duty in moved:
        if duty.role == LOGIN:
            hand_over_login(duty.place, to)
            continue
        update_fields(
            duty.place, IAdministration if duty.role == "head" else IChannel, **{duty.role: to}
        )
        for channel in _channels(duty):
            history.note_event(channel, "hand-over", role_title(duty.role))
    return moved


def _check(who, to, moved):
    refused = FormFaults()
    refused.require("duty", moved, _("Choose at least one duty to hand over."))
    refused.take("to", _require_another, who, to)
    refused.raise_faults()
    if alone := [channel.title for channel in _channels_without_substitute(to, moved)]:
        refusal = _(
            "Responsible and substitute would be the same person: ${channels}.",
            mapping={"channels": ", ".join(alone)},
        )
        raise FaultyFields({"to": refusal})


def _require_another(who, to):
    try:
        IChannel["responsible"].validate(to)
    except ValidationError as error:
        raise Refusal(error.doc()) from error
    if person_key(to) == who:
        raise Refusal(_("The duties are this person's already: choose somebody else."))
    if not (someone := person(to)) or not someone.email:
        raise Refusal(_("This member has no e-mail address, so nobody could reach them."))


def _channels_without_substitute(to, moved) -> Iterator:
    """Yield the channels that would have one person as responsible and substitute."""
    channels = {duty.place.UID(): duty.place for duty in moved if duty.role in FIELDS}
    for uid, channel in channels.items():
        given = {each.role: to for each in moved if each.place.UID() == uid and each.role in FIELDS}
        if change_errors(channel, given):
            yield channel


def _channels(duty):
    """Return the channels whose history shows a hand-over of the duty."""
    if duty.role != "head":
        return [duty.place]
    return [each for each in duty.place.objectValues() if IChannel.providedBy(each)]
