"""Lights with their reasons, and the light for a channel's retrieval.

Times are whole seconds since 1970 (UTC). Nothing here asks or writes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...core.platforms.catalogue import gives_feed
from ...core.timeline.months import ZONE
from ...refresh.state import FOR_A_PERSON, Standing, proposal
from ...refresh.summary import Summary
from ...site.forms.refusals import from_code

COLOURS = ("red", "amber", "grey", "green")  # the worst first; grey is unknown
OFTEN = 3  # so many failed tries in a row are no accident


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about a channel; ``problem`` is its kind, or empty if nothing is wrong."""

    colour: str
    text: Message
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Light:
    """A light; ``colour`` is one of COLOURS, ``reasons`` are sentences, the gravest first."""

    colour: str
    reasons: tuple[Message, ...]
    problems: tuple[str, ...] = ()


def light(findings: Iterable[Finding]) -> Light:
    """Return the light of one or more findings, in the worst of their colours."""
    ordered = sorted(findings, key=lambda each: COLOURS.index(each.colour))
    problems = dict.fromkeys(each.problem for each in ordered if each.problem)
    return Light(ordered[0].colour, tuple(each.text for each in ordered), tuple(problems))


def technique(
    facts: ChannelFacts,
    summary: Summary,
    now: int,
    *,
    worker: bool = True,
    gives_feed: Callable[[str], bool] = gives_feed,
) -> Light:
    """Return the light for the retrieval of a channel (guideline G4); ``worker``: one is active.

    ``summary`` is valid for the channel's current feed URL: see ``current_summary``.
    """
    if facts.state != "official":
        return light([not_retrieved(facts)])
    if not facts.feed_url:
        return light([_without_feed(gives_feed(facts.platform), summary.entries)])
    found = [*_failing(summary), *_moved(summary, now), *_unattended(worker)]
    return light(found or [_working(summary)])


def not_retrieved(facts: ChannelFacts) -> Finding:
    """Return the finding for a channel that is not official."""
    if facts.state == "paused":
        return Finding("grey", _("Paused: nothing is retrieved."))
    return Finding("grey", _("Not official: nothing is retrieved."))


def day_of(now: int) -> date:
    """Return the day of a time in Sweden."""
    return datetime.fromtimestamp(now, ZONE).date()


def _without_feed(is_due, entries):
    if is_due:
        text = _("The feed address is missing, and the service gives feeds.")
        return Finding("red", text, "broken")
    if entries:
        return Finding("green", _("Entries come in by hand: the service gives no feed."))
    return Finding("grey", _("Link only: the service gives no feed."))


def _failing(standing: Standing):
    if not standing.failures:
        return
    is_grave = standing.failures >= OFTEN or standing.code in FOR_A_PERSON or standing.is_stopped
    colour = "red" if is_grave else "amber"
    yield Finding(colour, from_code(standing.code, dict(standing.values)), "broken")
    counted = {"count": standing.failures, "day": day_of(standing.since or 0).isoformat()}
    if standing.is_stopped:
        yield Finding("red", _("It is not tried again before somebody fetches it."), "broken")
    yield Finding(colour, _("Failed tries: ${count}, since ${day}.", mapping=counted), "broken")


def _moved(standing, now):
    if address := proposal(standing, now):
        text = _("The feed has moved to ${url}: accept the address.", mapping={"url": address})
        yield Finding("amber", text, "moved")


def _unattended(worker):
    if not worker:
        yield Finding("amber", _("No worker is active: nothing is retrieved."))


def _working(standing):
    if standing.checked is None:
        return Finding("grey", _("Not retrieved yet."))
    return Finding("green", _("The retrieval works."))
