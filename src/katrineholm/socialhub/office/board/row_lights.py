"""The light for a channel's activity, and the light for its duties and the facts about it."""

from collections.abc import Callable, Iterable
from datetime import date

from zope.i18nmessageid import Message

from ... import DAY, _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.person import Person, person
from ...accounts.channels.responsibility import Duties, person_in_charge
from ...accounts.channels.vocabularies import MARK_TITLES, RHYTHM_TITLES
from ...accounts.lifecycle.confirmation import is_confirmation_due
from ...refresh.report import Summary
from ...site.pages.text_checks import NOTHING_MISSING
from .lights import Finding, Light, state_finding, swedish_date, worst_light

QUIET, SILENT = 60, 180  # days without an entry if no rhythm was promised


def life_light(facts: ChannelFacts, summary: Summary, now: int) -> Light:
    """Return the light for the days since the last entry, compared with the promised rhythm."""
    return worst_light([_life_finding(facts, summary, now)])


def days_since_entry(summary: Summary, now: int) -> int | None:
    """Return the whole days since the newest entry, or None if there are no entries."""
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


# Of each role: without a person, with one who has left, with one who has no e-mail.
PERSON_TEXTS = {
    "responsible": (
        _("Responsible is missing."),
        _("The account of the responsible is gone: ${name}."),
        _("The responsible has no e-mail: ${name}."),
    ),
    "substitute": (
        _("Substitute is missing."),
        _("The account of the substitute is gone: ${name}."),
        _("The substitute has no e-mail: ${name}."),
    ),
}


def duty_light(
    facts: ChannelFacts,
    duties: Duties,
    today: date,
    *,
    touched: int | None = None,
    confirm_after: int = 183,
    alarm: Message | None = None,
    tie_backs: Iterable[Message] = (),
    unseen: Message | None = None,
    person: Callable[[str], Person | None] = person,
) -> Light:
    """Return the light for missing and overdue facts (guidelines G2, G3, G7; rows A11, A19, A26).

    ``touched`` is when a person last worked with the channel, in seconds since 1970;
    ``confirm_after`` is in days. ``alarm`` is the suspicion that the account is in the wrong hands,
    ``tie_backs`` are messages about a place on Facebook (G5), ``unseen`` is a notice that an
    account without a feed has not been checked.
    """
    found = [
        *([Finding("red", alarm, "identity")] if alarm else []),
        *_person_findings("responsible", person(duties.responsible)),
        *_person_findings("substitute", person(duties.substitute)),
        *_fact_findings(facts),
        *(Finding("amber", text, "tie_back") for text in tie_backs),
        *([Finding("amber", unseen, "unseen")] if unseen else []),
        *_confirmation_findings(
            facts, duties, touched and swedish_date(touched), today, confirm_after
        ),
    ]
    if person_in_charge(duties, today, person=person) is None:
        text = _("Nobody answers for the channel today.")
        found.append(Finding("red", text, "unanswered"))
    return worst_light(found or [Finding("green", NOTHING_MISSING)])


def missing_marks(facts: ChannelFacts) -> tuple[Message, ...]:
    """Return the missing parts of the graphic profile, which affect no light (G0c, row M3)."""
    return tuple(title for mark, title in MARK_TITLES.items() if mark not in facts.profile_marks)


def _person_findings(role, someone):
    missing, gone, unreachable = PERSON_TEXTS[role]
    colour = "red" if role == "responsible" else "amber"
    if someone is None:
        yield Finding(colour, missing, role)
    elif someone.gone:
        yield Finding(colour, _(gone, mapping={"name": someone.name}), "owner")
    elif not someone.email:
        yield Finding("amber", _(unreachable, mapping={"name": someone.name}), "incomplete")


def _fact_findings(facts):
    if not facts.purpose.strip():
        yield Finding("amber", _("Purpose is missing."), "incomplete")
    if not (facts.contact["email"] or facts.contact["phone"]):
        yield Finding("amber", _("Official contact is missing."), "incomplete")


def _confirmation_findings(facts, duties, changed, today, after):
    if is_confirmation_due(facts, duties, changed, today, after=after):
        text = _("Not confirmed for ${days} days or longer.", mapping={"days": after})
        yield Finding("amber", text, "unconfirmed")
