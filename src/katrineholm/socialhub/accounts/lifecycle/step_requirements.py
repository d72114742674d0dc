"""Requirements for each step of the lifecycle, and advice on how to meet them (G1, G3, G4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zope.component import subscribers

from ... import _
from ...site.pages.text_checks import has_words
from ..channels.interfaces import IGate
from ..channels.times import today
from ..registration.fault_links import field_url
from ..registration.requirements import ChannelValues, Requirement, state_requirements

# The fields of requirements with other names.
FIELDS = {"contact": "contact_email", "account": "profile_url", "feed": "feed_url"}
NO_REASON = _("Reason is missing: write why.")
NO_DAY = _("Closing date is missing: write which day the channel ends or ended.")


@dataclass(frozen=True, slots=True)
class StepInput:
    """The values given for a step. A trial only uses known facts, without sending requests."""

    comment: str = ""
    closed_on: date | None = None
    link_only_reason: str = ""
    is_trial: bool = False


def step_requirements(channel: Any, step: str, given: StepInput | None = None) -> list[Requirement]:
    """Return the requirements for a step of a channel, met or not, in reading order."""
    given = given or StepInput()
    state = STATES_OF_STEPS.get(step, "")
    held = ChannelValues(channel, {"link_only_reason": given.link_only_reason})
    found = state_requirements(held, state)
    found += [each(channel, given) for each in OWN_REQUIREMENTS.get(step, ())]
    gates = subscribers([channel], IGate)
    return found + [each for gate in gates for each in gate.requirements(step, given)]


def _reason(channel, given):
    return Requirement("comment", _("Reason"), has_words(given.comment), NO_REASON)


def _closing_date(channel, given):
    day = given.closed_on
    advice, is_met = NO_DAY, isinstance(day, date)
    if is_met and day > today():
        advice, is_met = _("Closing date lies ahead: close the channel on that day."), False
    elif is_met and channel.official_since and day < channel.official_since:
        advice, is_met = _("Closing date lies before the day the channel became official."), False
    return Requirement("closed_on", _("Closing date"), is_met, advice)


# The requirements of these states apply to the steps that lead to them.
STATES_OF_STEPS = {"report": "reported", "make-official": "official"}
OWN_REQUIREMENTS: dict[str, Iterable] = {"return": (_reason,), "close": (_closing_date, _reason)}


def unmet_requirements(channel: Any, step: str) -> list[dict]:
    """Return the unmet requirements of a step, each with ``advice`` and its field's ``url``."""
    return [
        {"advice": each.advice, "url": field_url(channel, FIELDS.get(each.name, each.name))}
        for each in step_requirements(channel, step, StepInput(is_trial=True))
        if not each.is_met
    ]
