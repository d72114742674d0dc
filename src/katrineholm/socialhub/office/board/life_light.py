"""The light for a channel's activity. Times are whole seconds since 1970 (UTC)."""

from datetime import date

from ... import DAY, _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.vocabularies import RHYTHM_TITLES
from ...refresh.summary import Summary
from .lights import Finding, Light, state_finding, swedish_date, worst_light

QUIET, SILENT = 60, 180  # days without an entry if no rhythm was promised


def life_light(facts: ChannelFacts, summary: Summary, now: int) -> Light:
    """Return the light for the days since the last entry, compared with the promised rhythm."""
    return worst_light([_life_finding(facts, summary, now)])


def days_since_entry(summary: Summary, now: int) -> int | None:
    """Return the whole days since the newest entry, or None without entries."""
    return None if summary.newest is None else max(0, now - summary.newest) // DAY


def _life_finding(facts, summary, now):
    if facts.state != "official":
        return state_finding(facts)
    if summary.newest is None:
        return _empty_finding(facts, summary.checked, now)
    days = days_since_entry(summary, now)
    colour = _colour(days, facts.rhythm)
    if colour == "green":
        return Finding(colour, _age_text(days))
    return Finding(colour, _silence_text(days, facts.rhythm), "silent")


def _empty_finding(facts, checked, now):
    if checked is None:
        return Finding("grey", _("Unknown: the entries are not retrieved."))
    begun = max(facts.official_since, facts.starts)
    days = (swedish_date(now) - date.fromisoformat(begun)).days if begun else 0
    colour = _colour(days, facts.rhythm)
    if colour == "green":
        return Finding("grey", _("Nothing has been published yet."))
    text = _("Nothing has been published in ${days} days.", mapping={"days": days})
    return Finding(colour, text, "silent")


def _colour(days, rhythm):
    """Return the colour: amber half a period after the promised day, red after three periods."""
    amber, red = (rhythm + max(2, rhythm // 2), rhythm * 3 + 2) if rhythm else (QUIET, SILENT)
    return "red" if days > red else "amber" if days > amber else "green"


def _age_text(days):
    if days < 2:
        return _("The latest entry is from yesterday.") if days else _("The latest entry is new.")
    return _("The latest entry is ${days} days old.", mapping={"days": days})


def _silence_text(days, rhythm):
    if rhythm is None:
        return _("Nothing new for ${days} days.", mapping={"days": days})
    promised = RHYTHM_TITLES.get(rhythm, str(rhythm))
    return _(
        "Nothing new for ${days} days. Promised: ${rhythm}.",
        mapping={"days": days, "rhythm": promised},
    )
