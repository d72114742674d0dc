"""Lights with their reasons, and the light for a channel's retrieval.

Times are whole seconds since 1970 (UTC). No function sends a request or stores anything.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...core.platforms.catalogue import can_have_feed
from ...core.timeline.months import ZONE
from ...refresh.report import Summary
from ...refresh.state import MANUAL_PROBLEMS, Status, proposed_url
from ...site.pages.refusals import message_from_code

COLOURS = ("red", "amber", "grey", "green")  # the worst first; grey is unknown
MANY_FAILURES = 3  # so many failed tries in a row are no accident


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about a channel; ``problem`` is the kind of problem, or empty if there is none."""

    colour: str
    text: Message
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Light:
    """A light; ``colour`` is one of COLOURS, and ``reasons`` are sentences, the gravest first."""

    colour: str
    reasons: tuple[Message, ...]
    problems: tuple[str, ...] = ()


def worst_light(findings: Iterable[Finding]) -> Light:
    """Return a light in the worst colour of the findings, of which there must be at least one."""
    ordered = sorted(findings, key=lambda each: COLOURS.index(each.colour))
    problems = dict.fromkeys(each.problem for each in ordered if each.problem)
    return Light(ordered[0].colour, tuple(each.text for each in ordered), tuple(problems))


def technique_light(
    facts: ChannelFacts,
    summary: Summary,
    now: int,
    *,
    worker: bool = True,
    gives_feed: Callable[[str], bool] = can_have_feed,
) -> Light:
    """Return the light for the retrieval of a channel (guideline G4).

    ``worker`` is True if a worker is active. ``summary`` must be of the channel's current feed URL:
    see ``current_summary``.
    """
    if facts.state != "official":
        return worst_light([state_finding(facts)])
    if not facts.feed_url:
        return worst_light([_feedless_finding(gives_feed(facts.platform), summary.entries)])
    found = [*_failure_findings(summary), *_move_findings(summary, now), *_worker_findings(worker)]
    return worst_light(found or [_success_finding(summary)])


def state_finding(facts: ChannelFacts) -> Finding:
    """Return the finding about a channel that is not official."""
    if facts.state == "paused":
        return Finding("grey", _("Paused: nothing is retrieved."))
    return Finding("grey", _("Not official: nothing is retrieved."))


def swedish_date(now: int) -> date:
    """Return the date in Sweden at a time in seconds since 1970."""
    return datetime.fromtimestamp(now, ZONE).date()


def _feedless_finding(is_due, entries):
    if is_due:
        text = _("The feed address is missing, and the service gives feeds.")
        return Finding("red", text, "broken")
    if entries:
        return Finding("green", _("Entries come in by hand: the service gives no feed."))
    return Finding("grey", _("Link only: the service gives no feed."))


def _failure_findings(standing: Status):
    if not standing.failures:
        return
    is_grave = (
        standing.failures >= MANY_FAILURES
        or standing.code in MANUAL_PROBLEMS
        or standing.is_stopped
    )
    colour = "red" if is_grave else "amber"
    yield Finding(colour, message_from_code(standing.code, dict(standing.values)), "broken")
    counted = {"count": standing.failures, "day": swedish_date(standing.since or 0).isoformat()}
    if standing.is_stopped:
        yield Finding("red", _("It is not tried again before somebody fetches it."), "broken")
    yield Finding(colour, _("Failed tries: ${count}, since ${day}.", mapping=counted), "broken")


def _move_findings(standing, now):
    if address := proposed_url(standing, now):
        text = _("The feed has moved to ${url}: accept the address.", mapping={"url": address})
        yield Finding("amber", text, "moved")


def _worker_findings(worker):
    if not worker:
        yield Finding("amber", _("No worker is active: nothing is retrieved."))


def _success_finding(standing):
    if standing.checked is None:
        return Finding("grey", _("Not retrieved yet."))
    return Finding("green", _("The retrieval works."))
