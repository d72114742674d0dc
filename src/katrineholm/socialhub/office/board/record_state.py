"""The last verification of a hub's record and the places of its anchors, for the board."""

from time import time
from typing import Any, NamedTuple

from zope.i18nmessageid import Message

from ... import DAY, _
from ...accounts.channels.times import formatted_time
from ...inbox.steps.anchor_places import PlaceState, place_names, place_states, place_title
from ...inbox.steps.fault_messages import fault_message
from ...inbox.steps.verification import found_faults, last_verification

OVERDUE = 3 * DAY
VERIFIED = _("The record was verified ${time}: all of it is as it was written.")
BROKEN = _("The record was verified ${time}, and is not as it was written. Errors: ${count}.")
NEVER = _("The record has not been verified yet. The worker does it every night.")
LATE = _("The record was last verified ${time}. The worker should do it every night.")
UNANCHORED = _(
    "Nothing keeps the head of the log outside the database, so whoever can write to the database "
    "can change the record unseen. Set SOCIALHUB_ANCHORS, or the authority's mailbox: see "
    "docs/drift.md."
)
FAILED = _("No anchor of the log has come to ${place} since ${time}: ${why}")


class Anchorage(NamedTuple):
    """A place of anchors with its title, and a message about what fails there, or ""."""

    title: Message | str
    state: PlaceState
    problem: Message | str


def verification_sentence(hub: Any) -> Message:
    """Return when the record was verified, unless there is a problem, which says so."""
    at = last_verification(hub)["at"]
    return Message(VERIFIED, mapping={"time": formatted_time(at)["text"]}) if at else NEVER


def verification_problem(hub: Any) -> Message | str:
    """Return a warning if the record is broken, or has not been verified for days; else ""."""
    last = last_verification(hub)
    if not last["at"]:
        return ""
    values = {"time": formatted_time(last["at"])["text"], "count": str(last["errors"])}
    if last["errors"]:
        return Message(BROKEN, mapping=values)
    return Message(LATE, mapping=values) if int(time()) - last["at"] > OVERDUE else ""


def verification_errors(hub: Any) -> list[Message | str]:
    """Return the first errors that the last verification found."""
    return [fault_message(each) for each in found_faults(hub)]


def anchorages(hub: Any) -> list[Anchorage]:
    """Return the places to which the worker brings the hub's anchors."""
    return [_anchorage(name, state) for name, state in sorted(place_states(hub).items())]


def anchor_problems(hub: Any) -> list[Message | str]:
    """Return a warning if the log is anchored nowhere, or one for each place that fails."""
    places = anchorages(hub)
    if not places and not place_names():
        return [UNANCHORED]
    return [each.problem for each in places if each.problem]


def _anchorage(name: str, state: PlaceState) -> Anchorage:
    values = {
        "place": place_title(name),
        "time": formatted_time(state.since)["text"],
        "why": state.why,
    }
    problem = Message(FAILED, mapping=values) if state.why else ""
    return Anchorage(place_title(name), state, problem)
