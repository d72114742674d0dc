"""Whether a channel's retrieval works and whether it is alive, as lights with reasons in words.

Moments are whole seconds since 1970 (UTC). Nothing here asks or writes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zope.i18nmessageid import Message

from .. import _
from ..channels.facts import ChannelFacts
from ..channels.problems import from_code
from ..channels.vocabularies import RHYTHM_TITLES
from ..platforms.catalogue import gives_feed
from ..refresh.state import FOR_A_PERSON, Standing, proposal
from ..refresh.summary import Summary
from ..timeline.months import ZONE

COLOURS = ("red", "amber", "grey", "green")  # the worst first; grey is unknown
DAY = 24 * 3600
OFTEN = 3  # so many failed tries in a row are no accident
QUIET, SILENT = 60, 180  # days without an entry where no rhythm was promised


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is to be said, and how grave it is.

    ``problem`` is its kind, as a board is filtered by; empty where nothing is wrong.
    """

    colour: str
    text: Message
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Light:
    """``colour`` is one of COLOURS, ``reasons`` say why, the gravest first."""

    colour: str
    reasons: tuple[Message, ...]
    problems: tuple[str, ...] = ()


def light(findings: Iterable[Finding]) -> Light:
    """One light of one or more findings: the worst of their colours."""
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
    """Whether a channel's entries are retrieved (guideline G4); ``worker``: whether one is alive.

    ``summary`` is what counts for the channel's present address: see ``summary.present``.
    """
    if facts.state != "official":
        return light([_not_retrieved(facts)])
    if not facts.feed_url:
        return light([_without_feed(gives_feed(facts.platform))])
    found = [*_failing(summary), *_moved(summary, now), *_unattended(worker)]
    return light(found or [_working(summary)])


def life(facts: ChannelFacts, summary: Summary, now: int) -> Light:
    """Days since the last entry against the rhythm that was promised."""
    return light([_life(facts, summary, now)])


def days_silent(summary: Summary, now: int) -> int | None:
    """Whole days since the newest entry; None where there is none."""
    return None if summary.newest is None else max(0, now - summary.newest) // DAY


def day_of(now: int) -> date:
    """The day that a moment falls on in Sweden."""
    return datetime.fromtimestamp(now, ZONE).date()


def _not_retrieved(facts):
    if facts.state == "paused":
        return Finding("grey", _("Paused: nothing is retrieved."))
    return Finding("grey", _("Not official: nothing is retrieved."))


def _without_feed(is_due):
    if is_due:
        text = _("The feed address is missing, and the service gives feeds.")
        return Finding("red", text, "broken")
    return Finding("grey", _("Link only: the service gives no feed."))


def _failing(standing: Standing):
    if not standing.failures:
        return
    is_grave = standing.failures >= OFTEN or standing.code in FOR_A_PERSON
    colour = "red" if is_grave else "amber"
    yield Finding(colour, from_code(standing.code, dict(standing.values)), "broken")
    counted = {"count": standing.failures, "day": day_of(standing.since).isoformat()}
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


def _life(facts, summary, now):
    if facts.state != "official":
        return _not_retrieved(facts)
    if summary.newest is None:
        return _unpublished(facts, summary.checked, now)
    days = days_silent(summary, now)
    colour = _colour(days, facts.rhythm)
    if colour == "green":
        return Finding(colour, _age(days))
    return Finding(colour, _silence(days, facts.rhythm), "silent")


def _unpublished(facts, checked, now):
    """Counted from the day that the channel was to begin, once its feed has been seen."""
    if checked is None:
        return Finding("grey", _("Unknown: the entries are not retrieved."))
    begun = max(facts.official_since, facts.starts)
    days = (day_of(now) - date.fromisoformat(begun)).days if begun else 0
    colour = _colour(days, facts.rhythm)
    if colour == "green":
        return Finding("grey", _("Nothing has been published yet."))
    text = _("Nothing has been published in ${days} days.", mapping={"days": days})
    return Finding(colour, text, "silent")


def _colour(days, rhythm):
    """A promise is kept with half a turn to spare, and broken for good after three."""
    amber, red = (rhythm + max(2, rhythm // 2), rhythm * 3 + 2) if rhythm else (QUIET, SILENT)
    return "red" if days > red else "amber" if days > amber else "green"


def _age(days):
    if days < 2:
        return _("The latest entry is from yesterday.") if days else _("The latest entry is new.")
    return _("The latest entry is ${days} days old.", mapping={"days": days})


def _silence(days, rhythm):
    if rhythm is None:
        return _("Nothing new for ${days} days.", mapping={"days": days})
    promised = RHYTHM_TITLES.get(rhythm, str(rhythm))
    return _(
        "Nothing new for ${days} days. Promised: ${rhythm}.",
        mapping={"days": days, "rhythm": promised},
    )
