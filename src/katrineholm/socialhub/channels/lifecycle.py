"""From report to official channel, and what each step demands (guidelines G1, G3, G4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from AccessControl import Unauthorized
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.component import subscribers
from zope.i18nmessageid import Message

from .. import _
from ..platforms.accounts import account_keys
from ..platforms.catalogue import gives_feed
from . import history
from .duties import duties_of
from .facts import facts_of, hub_of
from .interfaces import IGate
from .people import person

WORKFLOW = "socialhub_channel_workflow"
LISTED = ("reported", "official", "paused")  # an account can be here only once
STEPS = {
    "report": "katrineholm.socialhub: Report channel",
    "return": "katrineholm.socialhub: Decide on channel",
    "make-official": "katrineholm.socialhub: Decide on channel",
    "pause": "katrineholm.socialhub: Decide on channel",
    "resume": "katrineholm.socialhub: Decide on channel",
    "close": "katrineholm.socialhub: Decide on channel",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says when taking a step: a reason, a closing date."""

    comment: str = ""
    closed_on: date | None = None
    link_only_reason: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that a step asks for: which, whether it is met, and what to do if not."""

    name: str
    title: Message
    is_met: bool
    advice: Message


def take(channel, step: str, given: Given | None = None) -> None:
    """Take a step for the present user.

    Raises Unauthorized without the step's permission, and WorkflowException, in one sentence for
    the reader, where the step cannot be taken from here or a demand is not met.
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


def possible(channel) -> list[str]:
    """The steps that the present user may take from the channel's present state."""
    transitions = api.portal.get_tool("portal_workflow").getTransitionsFor(channel)
    offered = {transition["id"] for transition in transitions}
    return [step for step in STEPS if step in offered]


def demands(channel, step: str, given: Given | None = None) -> list[Demand]:
    """What a step demands of a channel, met or not, in the order in which it is read."""
    given = given or Given()
    own = OWN_DEMANDS.get(step, ())
    gates = subscribers([channel], IGate)
    found = [each(channel, given) for each in own]
    return found + [each for gate in gates for each in gate.demands(step, given)]


def guard(channel, event) -> None:
    """Refuse a step whose demands are not met, before anything is changed."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    asked = demands(channel, event.transition.getId(), _given(event.kwargs))
    unmet = [api.portal.translate(each.advice) for each in asked if not each.is_met]
    if unmet:
        raise WorkflowException(" ".join(unmet))


def stepped(channel, event) -> None:
    """Write a step's dates and reasons on the channel, and note it."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    _put_down(channel, event)
    history.step_taken(channel, event)
    channel.reindexObject()


def _put_down(channel, event):
    step, given = event.transition.getId(), _given(event.kwargs)
    if step == "make-official":
        channel.official_since = date.today()
        channel.link_only_reason = given.link_only_reason if is_link_only(channel) else None
    elif step == "close":
        channel.closed_on, channel.closing_reason = given.closed_on, given.comment


def start_over(channel, event) -> None:
    """A copy of a channel is another channel: nothing has been decided about it."""
    for name in ("official_since", "closed_on", "closing_reason", "link_only_reason"):
        setattr(channel, name, None)
    channel.confirmed_on, channel.absences, channel.own_rules = None, (), ()


def place(channel, state: str, **written) -> None:
    """Put a channel in a state without asking, with what its steps would have written.

    For a list that was kept elsewhere before, and for demonstrations and tests.
    """
    workflows = api.portal.get_tool("portal_workflow")
    workflow = workflows[WORKFLOW]
    workflows.setStatusOf(WORKFLOW, channel, {**_status(workflow, channel), "review_state": state})
    workflow.updateRoleMappingsFor(channel)
    if state in ("official", "paused", "closed"):
        written = {"official_since": date.today()} | written
    for name, value in written.items():
        setattr(channel, name, value)
    channel.reindexObject()
    channel.reindexObjectSecurity()


def _status(workflow, channel):
    return api.portal.get_tool("portal_workflow").getStatusOf(WORKFLOW, channel)


def is_link_only(channel) -> bool:
    """Whether a channel has no feed, and need not have one (guideline G4)."""
    return not channel.feed_url and not gives_feed(facts_of(channel).platform)


def twin(channel):
    """The catalogue's brain of another channel on the list with the same account; or None."""
    keys = account_keys(channel.profile_url)[:1]
    if not keys:
        return None
    found = api.content.find(
        portal_type="Channel",
        path="/".join(hub_of(channel).getPhysicalPath()),
        socialhub_accounts=list(keys),
        review_state=list(LISTED),
        unrestricted=True,
    )
    return next((brain for brain in found if channel.UID() != brain.UID), None)


def _given(kwargs):
    return Given(
        comment=(kwargs.get("comment") or "").strip(),
        closed_on=kwargs.get("closed_on"),
        link_only_reason=(kwargs.get("link_only_reason") or "").strip(),
    )


def _not_now(channel):
    state = api.portal.get_tool("portal_workflow").getTitleForStateOnType(
        api.content.get_state(channel), "Channel"
    )
    return _("This step cannot be taken while the channel is: ${state}.", mapping={"state": state})


def _holder(role, title, advice):
    def demand(channel, given):
        someone = person(getattr(duties_of(channel), role))
        return Demand(role, title, bool(someone and someone.email), advice)

    return demand


def _purpose(channel, given):
    advice = _("Purpose is missing: write what the channel is for.")
    return Demand("purpose", _("Purpose"), bool((channel.purpose or "").strip()), advice)


def _contact(channel, given):
    contact = facts_of(channel).contact
    return Demand(
        "contact",
        _("Official contact"),
        bool(contact["email"] or contact["phone"]),
        _("Official contact is missing: write an e-mail or a phone on the channel."),
    )


def _account(channel, given):
    return Demand(
        "profile_url",
        _("Account"),
        bool(account_keys(channel.profile_url)),
        _("The public address leads to no account: paste the address of the account itself."),
    )


def _only_once(channel, given):
    other = twin(channel)
    return Demand(
        "account", _("The account is not on the list already"), other is None, told(other)
    )


def told(brain) -> Message:
    """That an account is on the list already, with a link to where, if the user may see it."""
    if brain is None:
        return _("The account is not on the list already")
    seen = api.content.find(UID=brain.UID)
    if not seen:
        return _("The account has been reported by another administration already.")
    mapping = {"title": brain.Title, "url": brain.getURL()}
    return _("The account is on the list already: ${title}, ${url}", mapping=mapping)


def _feed(channel, given):
    return Demand(
        "feed",
        _("Feed, or a reason for link only"),
        bool(channel.feed_url) or (is_link_only(channel) and bool(given.link_only_reason)),
        _no_feed_advice(channel),
    )


def _no_feed_advice(channel):
    if gives_feed(facts_of(channel).platform):
        return _("Feed address is missing: the service gives feeds, so look it up on the channel.")
    return _("The channel has no feed: write why it is to be link only.")


def _reason(channel, given):
    advice = _("Reason is missing: write why.")
    return Demand("comment", _("Reason"), bool(given.comment), advice)


def _closing_date(channel, given):
    advice = _("Closing date is missing: write which day the channel ends or ended.")
    return Demand("closed_on", _("Closing date"), isinstance(given.closed_on, date), advice)


ON_THE_LIST = (
    _holder(
        "responsible",
        _("Responsible"),
        _("Responsible is missing: write who answers for the channel, with e-mail."),
    ),
    _holder(
        "substitute",
        _("Substitute"),
        _("Substitute is missing: write who answers while the responsible is absent."),
    ),
    _contact,
    _purpose,
    _account,
    _only_once,
)
OWN_DEMANDS: dict[str, Iterable] = {
    "report": ON_THE_LIST,
    "return": (_reason,),
    "make-official": (*ON_THE_LIST, _feed),
    "close": (_closing_date, _reason),
}
