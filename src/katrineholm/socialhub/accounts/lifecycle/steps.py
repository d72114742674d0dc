"""The steps of the lifecycle, with their permissions, checks and effects (G1, G3, G4)."""

from time import time_ns
from typing import Any

from AccessControl import Unauthorized
from persistent.mapping import PersistentMapping
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException

from ... import _
from ...site.pages.permissions import DECIDE_ON_CHANNEL, REPORT_CHANNEL, VIEW_DUTIES
from ..channels import history, hub_storage
from ..channels.channel_names import state_title
from ..channels.hub import hub_of
from ..channels.interfaces import WORKFLOW
from ..channels.times import today
from ..registration.requirements import ChannelValues, is_link_only
from .step_requirements import StepInput, step_requirements

STEPS = {
    "report": REPORT_CHANNEL,
    "return": DECIDE_ON_CHANNEL,
    "make-official": DECIDE_ON_CHANNEL,
    "pause": DECIDE_ON_CHANNEL,
    "resume": DECIDE_ON_CHANNEL,
    "close": DECIDE_ON_CHANNEL,
}
# The steps that put a channel on the list or remove it.
LIST_STEPS = ("report", "return", "make-official", "close")
PUBLISHING_STEPS = {"make-official", "resume"}  # to visitors
TURN = "katrineholm.socialhub.turn"


class UnmetRequirements(WorkflowException):
    """The error for a step with unmet requirements, with advice on each of them."""

    @property
    def faults(self) -> dict[str, str]:
        """The advice on each unmet requirement, keyed by the requirement's name."""
        # The workflow tool raises it again, with the first one as its only argument.
        first = self.args[0]
        return first.faults if isinstance(first, UnmetRequirements) else self.args[1]

    def __str__(self):
        return " ".join(self.faults.values())


def take_channel_step(channel: Any, step: str, given: StepInput | None = None) -> None:
    """Take a step of a channel for the current user.

    Raise Unauthorized without the step's permission, and WorkflowException, with a translated
    message, if the step is impossible now or a requirement is not met.
    """
    if step in STEPS and not api.user.has_permission(STEPS[step], obj=channel):
        raise Unauthorized(step)
    if step not in available_steps(channel):
        raise WorkflowException(api.portal.translate(_impossible_sentence(channel)))
    given = given or StepInput()
    api.portal.get_tool("portal_workflow").doActionFor(
        channel,
        step,
        comment=given.comment,
        closed_on=given.closed_on,
        link_only_reason=given.link_only_reason,
    )


def available_steps(channel: Any) -> list[str]:
    """Return the steps of a channel that the current user may take now."""
    transitions = api.portal.get_tool("portal_workflow").getTransitionsFor(channel)
    offered = {transition["id"] for transition in transitions}
    return [step for step in STEPS if step in offered]


def guard_step(channel: Any, event: Any) -> None:
    """Raise UnmetRequirements before a step with unmet requirements changes anything."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    step = event.transition.getId()
    if step in LIST_STEPS:
        serialize_steps(hub_of(channel))
    required = step_requirements(channel, step, _step_input(event.kwargs))
    unmet = {each.name: api.portal.translate(each.advice) for each in required if not each.is_met}
    if unmet:
        raise UnmetRequirements(" ".join(unmet.values()), unmet)


def serialize_steps(hub: Any) -> None:
    """Make concurrent steps in a hub conflict, as neither would see the other's account.

    The write cannot be merged. It also prevents an undo of a closing once the account is listed.
    """
    if hub is not None:
        # A new value each time, as an undo of equal values is not refused.
        hub_storage.writable_data(hub, TURN, PersistentMapping)["last"] = time_ns()


def record_step(channel: Any, event: Any) -> None:
    """Store a step's dates and reasons on the channel, and add it to the history."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    _store_values(channel, event)
    history.note_step(channel, event)
    channel.reindexObject()


def _store_values(channel, event):
    step, given = event.transition.getId(), _step_input(event.kwargs)
    if step == "make-official":
        channel.official_since = today()
        is_asked = is_link_only(ChannelValues(channel))
        channel.link_only_reason = given.link_only_reason if is_asked else None
    elif step == "close":
        channel.closed_on, channel.closing_reason = given.closed_on, given.comment


def reset_copy(channel: Any, event: Any) -> None:
    """Reset a copied channel. Its duties are kept only if the user may see the original's."""
    for name in ("official_since", "closed_on", "closing_reason", "link_only_reason"):
        setattr(channel, name, None)
    channel.confirmed_on, channel.absences, channel.own_rules = None, (), ()
    if not api.user.has_permission(VIEW_DUTIES, obj=event.original):
        channel.responsible = channel.substitute = None


def set_state(channel: Any, state: str, **written: Any) -> None:
    """Put a channel in a state without checks, for imported lists, demonstrations and tests."""
    workflows = api.portal.get_tool("portal_workflow")
    workflow = workflows[WORKFLOW]
    status = {**workflows.getStatusOf(WORKFLOW, channel), "review_state": state}
    workflows.setStatusOf(WORKFLOW, channel, status)
    workflow.updateRoleMappingsFor(channel)
    if state in ("official", "paused", "closed"):
        written = {"official_since": today()} | written
    for name, value in written.items():
        setattr(channel, name, value)
    channel.reindexObject()
    channel.reindexObjectSecurity()


def _step_input(kwargs):
    return StepInput(
        comment=(kwargs.get("comment") or "").strip(),
        closed_on=kwargs.get("closed_on"),
        link_only_reason=(kwargs.get("link_only_reason") or "").strip(),
    )


def _impossible_sentence(channel):
    state = state_title(api.content.get_state(channel))
    return _("This step cannot be taken while the channel is: ${state}.", mapping={"state": state})
