"""What a person gives along with a step: from outside, so each value is checked and limited."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta

from zope.schema import ValidationError

from ... import _
from ...accounts.channels.moments import today
from ...accounts.people.person import person
from ...core.feeds.text import scrub
from ...core.messages.engine import STATED, Refused
from ...core.messages.flow import TRANSITIONS
from ...core.messages.guide import stated_by
from ...site.forms.addresses import web_address
from ...site.forms.faults import Faults
from ...site.forms.words import has_words, is_seen
from ..routing.roles import me

# Characters.
LINE, ADDRESS, TEXT, LONG = 300, 2000, 4000, 20_000
NUMBER = 12
LATEST = timedelta(days=731)
# The name that a refusal has where no guard of the flow, but a value itself, stands in the way.
GUARD = "given"
NO_NEWS = _(
    "Give the new message's web address, or the number of a message here that belongs to the same "
    "thread and has come in since this one was put aside."
)
KNOWN = _(
    "That address is known here already. Enter what is new as a message of its own, and give its "
    "number."
)
NO_ADDRESS = _("The address is not a web address.")
Rules = Collection[str]


def cleaned(
    step: str, given: Mapping, rules: Rules, is_news: Callable[[str], bool], faults: Faults
) -> dict:
    """What is given, as it is kept; what is wrong with it is noted in ``faults``.

    ``rules`` are the codes that can be chosen, ``is_news`` is as ``threads.is_news``. What was left
    empty is left out; what the step does not ask for is refused (engine.Refused), so that nobody
    answers the flow's own questions for it.
    """
    if step not in TRANSITIONS:
        raise Refused("transition", _("There is no such step."))
    asked = (*TRANSITIONS[step].asks, *STATED)
    _refuse_others(given, asked)
    values = {
        name: faults.take(name, _value, name, given[name], rules) for name in asked if name in given
    }
    faults.take("follow_up", _refuse_no_news, values.get("follow_up"), is_news)
    return {name: value for name, value in values.items() if value not in ("", [], None)}


def stated(given: Mapping) -> dict[str, bool]:
    """What is stated of a message, from a form or a body; raises engine.Refused."""
    _refuse_others(given, STATED)
    return {name: _flag(given[name], ()) for name in STATED if name in given}


def answered(given: Mapping) -> tuple[str, bool, dict[str, bool]]:
    """A question of the flow, its answer and what that states, from a body; raises engine.Refused.

    ``question`` is its id, ``answer`` true or false; a yes to ``case`` has ``case`` or ``secret``.
    """
    _refuse_others(given, ("question", "answer", *STATED))
    question, is_yes = cleaned_line(given["question"]), _flag(given.get("answer"), ())
    case, secret = (_flag(given.get(name, False), ()) for name in ("case", "secret"))
    if question == "case" and is_yes and not (case or secret):
        raise Refused(GUARD, _("Say whether it is about a case or about secrecy."))
    others = {name: _flag(given[name], ()) for name in STATED if name in given}
    return question, is_yes, others | stated_by(question, is_yes, case, secret)


def cleaned_text(value: object, longest: int = TEXT) -> str:
    """A text, as plain text; empty if it has no word. Raises engine.Refused."""
    return _cleaned(value, longest, has_words)


def cleaned_line(value: object, longest: int = LINE) -> str:
    """A text on one line, likewise; raises engine.Refused."""
    return " ".join(cleaned_text(value, longest).split())


def cleaned_quote(value: object, longest: int = TEXT) -> str:
    """What somebody has written, as plain text; it may be an emoji. Raises engine.Refused."""
    return _cleaned(value, longest, is_seen)


def cleaned_name(value: object, longest: int = LINE) -> str:
    """What somebody calls themselves, on one line, likewise; raises engine.Refused."""
    return " ".join(cleaned_quote(value, longest).split())


def cleaned_address(value: object) -> str:
    """A web address, or nothing; raises engine.Refused."""
    text = cleaned_text(value, ADDRESS)
    try:
        return text if not text or web_address(text) else ""
    except ValidationError as error:
        raise Refused(GUARD, NO_ADDRESS) from error


def _cleaned(value, longest, says_anything):
    if not isinstance(value, str):
        raise Refused(GUARD, _("A text is expected here."))
    text = scrub(value).replace("\r\n", "\n").strip()
    if not says_anything(text):
        return ""
    if len(text) > longest:
        limit = {"longest": str(longest)}
        raise Refused(GUARD, _("Write at most ${longest} characters.", mapping=limit))
    return text


def _refuse_others(given, asked):
    for name in given:
        if name not in asked:
            values = {"name": cleaned_line(name, len(name))[:50]}
            raise Refused(GUARD, _("This step asks for nothing called ${name}.", mapping=values))


def _refuse_no_news(news, is_news):
    """Refuse what is neither the address nor the number of something new in the thread."""
    if not news or (is_number(news) and is_news(news)):
        return
    try:
        web_address(news)
    except ValidationError as error:
        raise Refused(GUARD, NO_NEWS) from error
    if not is_news(news):
        raise Refused(GUARD, KNOWN)


def is_number(text: str) -> bool:
    """Whether a text is the number of a message, be it there or not."""
    return text.isascii() and text.isdigit() and len(text) < NUMBER


def _value(name, value, rules):
    return KINDS.get(name, _line)(value, rules)


def _line(value, rules):
    return cleaned_line(value)


def _text(value, rules):
    return cleaned_text(value)


def _long(value, rules):
    return cleaned_text(value, LONG)


def _flag(value, rules):
    if not isinstance(value, bool):
        raise Refused(GUARD, _("Say yes or no."))
    return value


def _day(value, rules):
    try:
        day = date.fromisoformat(cleaned_text(value, LINE)) if value else None
    except ValueError as error:
        sentence = _("A date is written as year-month-day, for example 2026-01-31.")
        raise Refused(GUARD, sentence) from error
    return day.isoformat() if day else ""


def _coming_day(value, rules):
    day = _day(value, rules)
    if day and not today() <= date.fromisoformat(day) <= today() + LATEST:
        raise Refused(GUARD, _("Choose a day from today on, within two years."))
    return day


def _past_day(value, rules):
    day = _day(value, rules)
    if day and date.fromisoformat(day) > today():
        raise Refused(GUARD, _("Choose today, or a day before it."))
    return day


def _news(value, rules):
    return cleaned_line(value, ADDRESS)


def _member(value, rules):
    """A message can be taken over only by somebody who can log in."""
    text = cleaned_text(value, LINE)
    found = person(text) if text else None
    if text and (not found or not found.member or found.gone):
        raise Refused(GUARD, _("Choose a member of the site: whoever takes it over must log in."))
    if found and found.member == me():
        raise Refused(GUARD, _("Choose somebody else than yourself."))
    return found.member if found else ""


def _address(value, rules):
    return cleaned_address(value)


def _rules(value, rules):
    if not isinstance(value, list | tuple) or not all(isinstance(code, str) for code in value):
        raise Refused(GUARD, _("Rules are given as a list of their codes."))
    for code in value:
        if code not in rules:
            mapping = {"code": code[:20]}
            sentence = _("There is no rule ${code} that can be chosen here.", mapping=mapping)
            raise Refused(GUARD, sentence)
    return list(dict.fromkeys(value))


KINDS: dict[str, Callable] = {
    **dict.fromkeys(STATED, _flag),
    "answer": _long,
    "confirmed": _flag,
    "decision": _text,
    "diary_date": _past_day,
    "follow_up": _news,
    "follow_up_on": _coming_day,
    "in_office": _flag,
    "outcome": _text,
    "permalink": _address,
    "reason": _text,
    "receipt": _text,
    "receiver": _member,
    "rules": _rules,
    "send": _flag,
}
