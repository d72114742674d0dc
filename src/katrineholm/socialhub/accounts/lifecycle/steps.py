"""The steps of the lifecycle: permissions, checks and effects (G1, G3, G4)."""

from time import time_ns
from typing import Any

from AccessControl import Unauthorized
from persistent.mapping import PersistentMapping
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException

from ... import _
from ...site.forms.permissions import DECIDE_ON_CHANNEL, REPORT_CHANNEL, VIEW_DUTIES
from ..channels import books, history
from ..channels.hub import hub_of
from ..channels.moments import today
from ..judging.standing import Held, is_link_only
from .demands import Given, demands

WORKFLOW = "socialhub_channel_workflow"
STEPS = {
    "report": REPORT_CHANNEL,
    "return": DECIDE_ON_CHANNEL,
    "make-official": DECIDE_ON_CHANNEL,
    "pause": DECIDE_ON_CHANNEL,
    "resume": DECIDE_ON_CHANNEL,
    "close": DECIDE_ON_CHANNEL,
}
# The steps that put a channel on the list or remove it.
TAKES_TURN = ("report", "return", "make-official", "close")
LEADS_OUT = {"make-official", "resume"}  # to visitors
TURN = "katrineholm.socialhub.turn"


class Unmet(WorkflowException):
    """Unmet requirements: a sentence for each, keyed by name."""

    @property
    def faults(self) -> dict[str, str]:
        # The workflow tool raises it again, with the first one as its only argument.
        first = self.args[0]
        return first.faults if isinstance(first, Unmet) else self.args[1]

    def __str__(self):
        return " ".join(self.faults.values())


def take(channel: Any, step: str, given: Given | None = None) -> None:
    """Take a step for the current user.

    Raise Unauthorized without the step's permission, and WorkflowException, with one translated
    sentence, if the step is impossible now or a requirement is not met.
    """
    if step in STEPS and not api.user.has_permission(STEPS[step], obj=channel):
        raise Unauthorized(step)
    if step not in possible(channel):
        raise WorkflowException(api.portal.translate(_not_now(channel)))
    given = given or Given()
    api.portal.get_tool("portal_workflow").doActionFor(
        channel,
        step,
        comment=given.comment,
        closed_on=given.closed_on,
        link_only_reason=given.link_only_reason,
    )


def possible(channel: Any) -> list[str]:
    """Return the steps that the current user may take now."""
    transitions = api.portal.get_tool("portal_workflow").getTransitionsFor(channel)
    offered = {transition["id"] for transition in transitions}
    return [step for step in STEPS if step in offered]


def state_title(state: str) -> str:
    """Return a state's translated title."""
    title = api.portal.get_tool("portal_workflow").getTitleForStateOnType(state, "Channel")
    return api.portal.translate(title, domain="plone")


def guard(channel: Any, event: Any) -> None:
    """Refuse a step with unmet requirements, before anything is changed."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    step = event.transition.getId()
    if step in TAKES_TURN:
        wait_for_turn(hub_of(channel))
    required = demands(channel, step, _given(event.kwargs))
    unmet = {each.name: api.portal.translate(each.advice) for each in required if not each.is_met}
    if unmet:
        raise Unmet(" ".join(unmet.values()), unmet)


def wait_for_turn(hub: Any) -> None:
    """Make concurrent steps conflict, as neither would see the other's account.

    The write cannot be merged. It also prevents an undo of a closing once the account is on the
    list again.
    """
    if hub is not None:
        # A new value each time, as an undo of equal values is not refused.
        books.begun(hub, TURN, PersistentMapping)["last"] = time_ns()


def stepped(channel: Any, event: Any) -> None:
    """Store a step's dates and reasons on the channel, and note it."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    _put_down(channel, event)
    history.step_taken(channel, event)
    channel.reindexObject()


def _put_down(channel, event):
    step, given = event.transition.getId(), _given(event.kwargs)
    if step == "make-official":
        channel.official_since = today()
        is_asked = is_link_only(Held(channel))
        channel.link_only_reason = given.link_only_reason if is_asked else None
    elif step == "close":
        channel.closed_on, channel.closing_reason = given.closed_on, given.comment


def start_over(channel: Any, event: Any) -> None:
    """Reset a copied channel: nothing has been decided about it.

    A user who may not see the original's duties gets none on the copy.
    """
    for name in ("official_since", "closed_on", "closing_reason", "link_only_reason"):
        setattr(channel, name, None)
    channel.confirmed_on, channel.absences, channel.own_rules = None, (), ()
    if not api.user.has_permission(VIEW_DUTIES, obj=event.original):
        channel.responsible = channel.substitute = None


def place(channel: Any, state: str, **written: Any) -> None:
    """Put a channel in a state without checks, with the values of its steps.

    For imported lists, demonstrations and tests.
    """
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


def _given(kwargs):
    return Given(
        comment=(kwargs.get("comment") or "").strip(),
        closed_on=kwargs.get("closed_on"),
        link_only_reason=(kwargs.get("link_only_reason") or "").strip(),
    )


def _not_now(channel):
    state = state_title(api.content.get_state(channel))
    return _("This step cannot be taken while the channel is: ${state}.", mapping={"state": state})
