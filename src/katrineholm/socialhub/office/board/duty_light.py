"""The light for a channel's duties and the completeness of its facts."""

from collections.abc import Callable, Iterable
from datetime import date

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.person import Person, person
from ...accounts.channels.responsibility import Duties, answerer_on
from ...accounts.channels.vocabularies import MARK_TITLES
from ...accounts.lifecycle.confirmation import is_confirmation_due
from ...site.pages.text_checks import NOTHING_MISSING
from .lights import Finding, Light, swedish_date, worst_light

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
    ``confirm_after`` is in days. ``alarm`` is the suspicion that the account is in wrong hands,
    ``tie_backs`` are the links missing on a place on Facebook (G5), ``unseen`` is a notice that an
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
    if answerer_on(duties, today, person=person) is None:
        text = _("Nobody answers for the channel today.")
        found.append(Finding("red", text, "unanswered"))
    return worst_light(found or [Finding("green", NOTHING_MISSING)])


def missing_marks(facts: ChannelFacts) -> tuple[Message, ...]:
    """Return the missing parts of the graphic profile: a note, never a light (G0c, row M3)."""
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
