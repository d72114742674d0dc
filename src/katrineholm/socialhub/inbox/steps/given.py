"""What people and programs give, value by value: from outside, so each is checked and limited."""

from collections.abc import Collection, Mapping

from zope.schema import ValidationError

from ... import _
from ...accounts.people.person import person
from ...core.feeds.text import scrub
from ...core.messages.engine import STATED, Refused
from ...core.messages.guide import stated_by
from ...site.forms.addresses import web_address
from ...site.forms.words import has_words, is_seen
from ..routing.roles import me

# Characters.
LINE, ADDRESS, TEXT, LONG = 300, 2000, 4000, 20_000
NUMBER = 12
# The name that a refusal has where no guard of the flow, but a value itself, stands in the way.
GUARD = "given"
NO_ADDRESS = _("The address is not a web address.")


def stated(given: Mapping) -> dict[str, bool]:
    """What is stated of a message, from a form or a body; raises engine.Refused."""
    refuse_others(given, STATED)
    return {name: cleaned_flag(given[name]) for name in STATED if name in given}


def answered(given: Mapping) -> tuple[str, bool, dict[str, bool]]:
    """A question of the flow, its answer and what that states, from a body; raises engine.Refused.

    ``question`` is its id, ``answer`` true or false; a yes to ``case`` has ``case`` or ``secret``.
    """
    refuse_others(given, ("question", "answer", *STATED))
    question, is_yes = cleaned_line(given["question"]), cleaned_flag(given.get("answer"))
    case, secret = (cleaned_flag(given.get(name, False)) for name in ("case", "secret"))
    if question == "case" and is_yes and not (case or secret):
        raise Refused(GUARD, _("Say whether it is about a case or about secrecy."))
    others = {name: cleaned_flag(given[name]) for name in STATED if name in given}
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


def cleaned_address(value: object, longest: int = ADDRESS) -> str:
    """A web address, or nothing; raises engine.Refused."""
    text = cleaned_text(value, longest)
    try:
        return text if not text or web_address(text) else ""
    except ValidationError as error:
        raise Refused(GUARD, NO_ADDRESS) from error


def cleaned_flag(value: object) -> bool:
    """Yes or no; raises engine.Refused."""
    if not isinstance(value, bool):
        raise Refused(GUARD, _("Say yes or no."))
    return value


def cleaned_member(value: object, longest: int = LINE) -> str:
    """Somebody else than the user, who can log in to take a message over, or nothing.

    Raises engine.Refused.
    """
    text = cleaned_text(value, longest)
    found = person(text) if text else None
    if text and (not found or not found.member or found.gone):
        raise Refused(GUARD, _("Choose a member of the site: whoever takes it over must log in."))
    if found and found.member == me():
        raise Refused(GUARD, _("Choose somebody else than yourself."))
    return found.member if found else ""


def refuse_others(given: Mapping, asked: Collection[str]) -> None:
    """Raise engine.Refused where something is given that nobody asked for."""
    for name in given:
        if name not in asked:
            values = {"name": cleaned_line(name, len(name))[:50]}
            raise Refused(GUARD, _("This step asks for nothing called ${name}.", mapping=values))


def is_number(text: str) -> bool:
    """Whether a text is the number of a message, be it there or not."""
    return text.isascii() and text.isdigit() and len(text) < NUMBER


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
