"""The light for a channel's duties and the completeness of its facts."""

from collections.abc import Callable, Iterable
from datetime import date

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.vocabularies import MARK_TITLES
from ...accounts.duties.confirming import is_due
from ...accounts.people.answering import Duties, who_answers
from ...accounts.people.person import Person, person
from ...site.forms.words import NOTHING_MISSING
from .lights import Finding, Light, day_of, light


def duty(
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
        *_alarmed(alarm),
        *_responsible(person(duties.responsible)),
        *_substitute(person(duties.substitute)),
        *_unanswered(who_answers(duties, today, person=person)),
        *_incomplete(facts),
        *(Finding("amber", text, "tie_back") for text in tie_backs),
        *([Finding("amber", unseen, "unseen")] if unseen else []),
        *_unconfirmed(facts, duties, touched and day_of(touched), today, confirm_after),
    ]
    return light(found or [Finding("green", NOTHING_MISSING)])


def missing_marks(facts: ChannelFacts) -> tuple[Message, ...]:
    """Return the missing parts of the graphic profile: a note, never a light (G0c, row M3)."""
    return tuple(title for mark, title in MARK_TITLES.items() if mark not in facts.profile_marks)


def _alarmed(alarm):
    if alarm:
        yield Finding("red", alarm, "identity")


def _responsible(someone):
    if someone is None:
        yield Finding("red", _("Responsible is missing."), "responsible")
    elif someone.gone:
        text = _("The account of the responsible is gone: ${name}.", mapping={"name": someone.name})
        yield Finding("red", text, "owner")
    elif not someone.email:
        text = _("The responsible has no e-mail: ${name}.", mapping={"name": someone.name})
        yield Finding("amber", text, "incomplete")


def _substitute(someone):
    if someone is None:
        yield Finding("amber", _("Substitute is missing."), "substitute")
    elif someone.gone:
        text = _("The account of the substitute is gone: ${name}.", mapping={"name": someone.name})
        yield Finding("amber", text, "owner")
    elif not someone.email:
        text = _("The substitute has no e-mail: ${name}.", mapping={"name": someone.name})
        yield Finding("amber", text, "incomplete")


def _unanswered(answering):
    if answering is None:
        yield Finding("red", _("Nobody answers for the channel today."), "unanswered")


def _incomplete(facts):
    if not facts.purpose.strip():
        yield Finding("amber", _("Purpose is missing."), "incomplete")
    if not (facts.contact["email"] or facts.contact["phone"]):
        yield Finding("amber", _("Official contact is missing."), "incomplete")


def _unconfirmed(facts, duties, changed, today, after):
    if is_due(facts, duties, changed, today, after=after):
        text = _("Not confirmed for ${days} days or longer.", mapping={"days": after})
        yield Finding("amber", text, "unconfirmed")
