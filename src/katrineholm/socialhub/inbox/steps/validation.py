"""The validation and cleaning of single values from people and programs."""

from collections.abc import Collection, Mapping

from zope.schema import ValidationError

from ... import _
from ...accounts.channels.person import person
from ...core.feeds.text import scrub
from ...core.messages.engine import FACT_FIELDS, Refused
from ...core.messages.guide import facts_of_answer
from ...site.pages.address_validation import is_web_url
from ...site.pages.text_checks import has_words, is_visible
from .roles import current_actor

# Greatest lengths, in characters.
MAX_LINE, MAX_URL, MAX_TEXT, MAX_LONG_TEXT = 300, 2000, 4000, 20_000
MAX_DIGITS = 12
# The guard of a refusal for an invalid value, not by a guard of the flow.
GUARD = "given"
INVALID_URL = _("The address is not a web address.")


def stated_facts(given: Mapping) -> dict[str, bool]:
    """Return the facts in form or REST data; raise engine.Refused for other values."""
    refuse_unknown_fields(given, FACT_FIELDS)
    return {name: cleaned_flag(given[name]) for name in FACT_FIELDS if name in given}


def question_answer(given: Mapping) -> tuple[str, bool, dict[str, bool]]:
    """Return a question's id, its answer and the facts that follow; raise engine.Refused.

    ``question`` is an id of the flow's, ``answer`` a bool; a yes to ``case`` also requires ``case``
    or ``secret``.
    """
    refuse_unknown_fields(given, ("question", "answer", *FACT_FIELDS))
    question, is_yes = cleaned_line(given["question"]), cleaned_flag(given.get("answer"))
    case, secret = (cleaned_flag(given.get(name, False)) for name in ("case", "secret"))
    if question == "case" and is_yes and not (case or secret):
        raise Refused(GUARD, _("Say whether it is about a case or about secrecy."))
    others = {name: cleaned_flag(given[name]) for name in FACT_FIELDS if name in given}
    return question, is_yes, others | facts_of_answer(question, is_yes, case, secret)


def cleaned_text(value: object, longest: int = MAX_TEXT) -> str:
    """Return plain text, empty if it has no word; raise engine.Refused if it is invalid."""
    return _cleaned(value, longest, has_words)


def cleaned_line(value: object, longest: int = MAX_LINE) -> str:
    """Return plain text on one line; raise engine.Refused if it is invalid."""
    return " ".join(cleaned_text(value, longest).split())


def cleaned_quote(value: object, longest: int = MAX_TEXT) -> str:
    """Return a quotation as plain text; an emoji is enough. Raise engine.Refused if invalid."""
    return _cleaned(value, longest, is_visible)


def cleaned_name(value: object, longest: int = MAX_LINE) -> str:
    """Return a person's name on one line; an emoji is enough. Raise engine.Refused if invalid."""
    return " ".join(cleaned_quote(value, longest).split())


def cleaned_url(value: object, longest: int = MAX_URL) -> str:
    """Return a URL, or "" for an empty value; raise engine.Refused if it is no web address."""
    text = cleaned_text(value, longest)
    try:
        return text if not text or is_web_url(text) else ""
    except ValidationError as error:
        raise Refused(GUARD, INVALID_URL) from error


def cleaned_flag(value: object) -> bool:
    """Return a bool; raise engine.Refused for a value of another type."""
    if not isinstance(value, bool):
        raise Refused(GUARD, _("Say yes or no."))
    return value


def cleaned_member(value: object, longest: int = MAX_LINE) -> str:
    """Return the id of another member who can log in, or ""; raise engine.Refused if unknown."""
    text = cleaned_text(value, longest)
    found = person(text) if text else None
    if text and (not found or not found.member or found.gone):
        raise Refused(GUARD, _("Choose a member of the site: whoever takes it over must log in."))
    if found and found.member == current_actor():
        raise Refused(GUARD, _("Choose somebody else than yourself."))
    return found.member if found else ""


def refuse_unknown_fields(given: Mapping, names: Collection[str]) -> None:
    """Raise engine.Refused if a key is not among ``names``."""
    for name in given:
        if name not in names:
            values = {"name": cleaned_line(name, len(name))[:50]}
            raise Refused(GUARD, _("This step asks for nothing called ${name}.", mapping=values))


def is_message_number(text: str) -> bool:
    """Return whether a string has the form of a message number."""
    return text.isascii() and text.isdigit() and len(text) < MAX_DIGITS


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
