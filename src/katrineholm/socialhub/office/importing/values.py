"""From the text of a cell to the value of a channel's field, by the field's own rules."""

from datetime import date

from Acquisition import aq_base
from plone import api
from plone.app.dexterity.behaviors.metadata import IBasic
from zope.i18n import translate
from zope.interface import providedBy
from zope.schema import Bool, Choice, Date, Int, ValidationError

from ... import _
from ...accounts.channels.interfaces import IChannel
from ...accounts.editing.spelling import SPELLINGS
from ...accounts.people.person import person
from .columns import LANGUAGES, TITLES

# What a column gives, where it is called otherwise or is not the channel's own.
FIELDS = {
    "title": IBasic["title"],
    "description": IBasic["description"],
    "service": IChannel["platform"],
    **{
        name: IChannel[name]
        for name in (
            *("profile_url", "feed_url", "kind", "dialogue", "purpose", "audience", "language"),
            *("rhythm", "starts", "contact_email", "contact_phone", "contact_url", "responsible"),
            *("substitute", "interval"),
        )
    },
}
# An empty cell leaves these to the catalogue of services, or as they are.
KEPT = ("service", "kind", "dialogue", "language", "interval")
YES = ("true", "ja", "yes", "sant", "1")
NO = ("false", "nej", "no", "falskt", "0")
PEOPLE = ("responsible", "substitute")


def values(cells: dict[str, str], context, *, clear: bool = False) -> tuple[dict, list[str]]:
    """A row's values by the field's name, and a sentence for each cell that cannot be used.

    ``context`` is the channel, or the administration of a new one. An empty cell says nothing;
    with ``clear`` it empties the field, and the value is None.
    """
    found, reasons = {}, []
    for name in FIELDS:
        if name not in cells or _field(name, context).readonly:
            continue
        if not cells[name] and _says_nothing(name, context, clear):
            continue
        if name in PEOPLE and _is_as_exported(name, cells, context):
            found[name] = getattr(context, name)
            continue
        try:
            found[FIELDS[name].__name__] = _value(name, _text(name, cells), context)
        except ValidationError as error:
            reasons.append(f"{_title(name)}: {api.portal.translate(error.doc())}")
        except (ValueError, LookupError):
            sentence = _("“${text}” cannot be used.", mapping={"text": cells[name][:60]})
            reasons.append(f"{_title(name)}: {api.portal.translate(sentence)}")
    return found, reasons


def _says_nothing(name, context, clear):
    """Whether an empty cell leaves a field as it is: not where a new channel needs the value."""
    if name in KEPT:
        return True
    return not clear and (IChannel.providedBy(context) or not _field(name, context).required)


def _is_as_exported(name, cells, context):
    """Whether a cell tells of a channel's person what the export does: a member may be gone."""
    someone = person(getattr(aq_base(context), name, None))
    return someone and (someone.name, someone.email) == (cells[name], cells.get(f"{name}_email"))


def _text(name, cells):
    """The cell's text; a person's e-mail may stand in a column of its own."""
    text, email = cells[name], cells.get(f"{name}_email", "")
    if name in PEOPLE and text and email and "<" not in text and not api.user.get(username=text):
        return f"{text} <{email}>"
    return text


def _value(name, text, context):
    field = _field(name, context).bind(context)
    value = _read(field, text) if text else None
    if value is None and not field.required:
        return "" if name == "description" else None
    field.validate(value)
    return SPELLINGS[name](value) if name in SPELLINGS else value


def _field(name, context):
    """A channel's own field where its type has another one than channels at large."""
    own = providedBy(context) if IChannel.providedBy(context) else {}
    return own.get(FIELDS[name].__name__) or FIELDS[name]


def _read(field, text):
    if isinstance(field, Choice):
        return _term(field.vocabulary, text).value
    if isinstance(field, Bool):
        return {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}[text.casefold()]
    if isinstance(field, Int):
        return int(text)
    return date.fromisoformat(text) if isinstance(field, Date) else text


def _term(vocabulary, text):
    """The term of a token or of a title in any of our languages; LookupError if there is none."""
    wanted = text.casefold()
    for term in vocabulary:
        titles = {translate(term.title, target_language=language) for language in LANGUAGES}
        if wanted in {term.token.casefold(), *(title.casefold() for title in titles)}:
            return term
    raise LookupError(text)


def _title(name):
    return api.portal.translate(TITLES[name])
