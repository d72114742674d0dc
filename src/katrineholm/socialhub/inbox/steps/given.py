"""Validation of single values from people and programs: each is untrusted, cleaned and limited."""

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

# Greatest lengths, in characters.
LINE, ADDRESS, TEXT, LONG = 300, 2000, 4000, 20_000
NUMBER = 12
# The guard of a refusal for an invalid value, not by a guard of the flow.
GUARD = "given"
NO_ADDRESS = _("The address is not a web address.")


def stated(given: Mapping) -> dict[str, bool]:
    """Return the facts in form or body data; raise engine.Refused."""
    refuse_others(given, STATED)
    return {name: cleaned_flag(given[name]) for name in STATED if name in given}


def answered(given: Mapping) -> tuple[str, bool, dict[str, bool]]:
    """Return a question id, its answer and the facts that follow; raise engine.Refused.

    ``question`` is an id of the flow's, ``answer`` a bool; a yes to ``case`` has ``case`` or
    ``secret``.
    """
    refuse_others(given, ("question", "answer", *STATED))
    question, is_yes = cleaned_line(given["question"]), cleaned_flag(given.get("answer"))
    case, secret = (cleaned_flag(given.get(name, False)) for name in ("case", "secret"))
    if question == "case" and is_yes and not (case or secret):
        raise Refused(GUARD, _("Say whether it is about a case or about secrecy."))
    others = {name: cleaned_flag(given[name]) for name in STATED if name in given}
    return question, is_yes, others | stated_by(question, is_yes, case, secret)


def cleaned_text(value: object, longest: int = TEXT) -> str:
    """Return plain text; empty if it has no word. Raise engine.Refused."""
    return _cleaned(value, longest, has_words)


def cleaned_line(value: object, longest: int = LINE) -> str:
    """Return plain text on one line; raise engine.Refused."""
    return " ".join(cleaned_text(value, longest).split())


def cleaned_quote(value: object, longest: int = TEXT) -> str:
    """Return a quotation as plain text; an emoji is enough. Raise engine.Refused."""
    return _cleaned(value, longest, is_seen)


def cleaned_name(value: object, longest: int = LINE) -> str:
    """Return a person's name on one line; an emoji is enough. Raise engine.Refused."""
    return " ".join(cleaned_quote(value, longest).split())


def cleaned_address(value: object, longest: int = ADDRESS) -> str:
    """Return a URL, or ""; raise engine.Refused."""
    text = cleaned_text(value, longest)
    try:
        return text if not text or web_address(text) else ""
    except ValidationError as error:
        raise Refused(GUARD, NO_ADDRESS) from error


def cleaned_flag(value: object) -> bool:
    """Return a bool; raise engine.Refused."""
    if not isinstance(value, bool):
        raise Refused(GUARD, _("Say yes or no."))
    return value


def cleaned_member(value: object, longest: int = LINE) -> str:
    """Return the id of another member who can log in, or ""; raise engine.Refused."""
    text = cleaned_text(value, longest)
    found = person(text) if text else None
    if text and (not found or not found.member or found.gone):
        raise Refused(GUARD, _("Choose a member of the site: whoever takes it over must log in."))
    if found and found.member == me():
        raise Refused(GUARD, _("Choose somebody else than yourself."))
    return found.member if found else ""


def refuse_others(given: Mapping, names: Collection[str]) -> None:
    """Raise engine.Refused if a key is not among those ``asked`` for."""
    for name in given:
        if name not in names:
            values = {"name": cleaned_line(name, len(name))[:50]}
            raise Refused(GUARD, _("This step asks for nothing called ${name}.", mapping=values))


def is_number(text: str) -> bool:
    """Return whether a text has the form of a message number."""
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
