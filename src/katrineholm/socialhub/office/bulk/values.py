"""The columns of a list of channels, and the conversion of cells to validated field values."""

import re
from datetime import date, timedelta
from typing import Any

from Acquisition import aq_base
from plone import api
from plone.app.dexterity.behaviors.metadata import IBasic
from zope.i18n import translate
from zope.interface import providedBy
from zope.schema import Bool, Choice, Date, Int, ValidationError

from ... import _
from ...accounts.channels.interfaces import IChannel
from ...accounts.channels.person import person
from ...accounts.registration.completion import NORMALIZERS
from ...public.register.columns import DUTY_COLUMNS, PUBLIC_COLUMNS

REQUIRED_COLUMNS = ("title", "administration", "profile_url")
# Set by the list itself: the file may contain them, and they are ignored.
IGNORED_COLUMNS = (
    "account",
    "state",
    "official_since",
    "closed_on",
    "link_only_reason",
    "page",
    "confirmed_on",
)
COLUMN_TITLES = PUBLIC_COLUMNS | DUTY_COLUMNS | {"interval": _("Interval")}
OPTIONAL_COLUMNS = set(COLUMN_TITLES) - set(REQUIRED_COLUMNS)
LANGUAGES = ("en", "sv")
# An empty cell leaves these unchanged, or to the catalogue of services.
KEPT_WHEN_EMPTY = ("service", "kind", "dialogue", "language", "interval")
TRUE_TEXTS = ("true", "ja", "yes", "sant", "1")
FALSE_TEXTS = ("false", "nej", "no", "falskt", "0")
# Days since the last of 1899, as Excel counts them (ECMA-376, 18.17.4.1).
WORKBOOK_DATE, FIRST_DAY = re.compile(r"(\d{5})(?:\.0*)?"), date(1899, 12, 30)
PERSON_COLUMNS = ("responsible", "substitute")


def accepted_titles() -> dict[str, tuple[str, ...]]:
    """Return the titles by which a file may name each column, in the reader's language first."""
    own = api.portal.get_current_language()
    languages = sorted(LANGUAGES, key=lambda language: language != own)
    return {
        name: tuple(translate(title, target_language=language) for language in languages)
        for name, title in COLUMN_TITLES.items()
    }


# The field of each column.
COLUMN_FIELDS = {
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


def row_values(
    cells: dict[str, str], context: Any, *, clear: bool = False
) -> tuple[dict, list[str]]:
    """Return a row's values by field name, and an error message for each invalid cell.

    ``context`` is the channel, or the administration of a new one. An empty cell is ignored; with
    ``clear`` its value is None, unless the field cannot be empty.
    """
    found, reasons = {}, []
    for name in COLUMN_FIELDS:
        if name not in cells or _column_field(name, context).readonly:
            continue
        if not cells[name] and _is_ignored(name, context, clear):
            continue
        if name in PERSON_COLUMNS and _is_as_exported(name, cells, context):
            found[name] = getattr(context, name)
            continue
        try:
            found[COLUMN_FIELDS[name].__name__] = _cell_value(
                name, _cell_text(name, cells), context
            )
        except ValidationError as error:
            reasons.append(f"{_column_title(name)}: {api.portal.translate(error.doc())}")
        except (ValueError, LookupError):
            sentence = _("“${text}” cannot be used.", mapping={"text": cells[name][:60]})
            reasons.append(f"{_column_title(name)}: {api.portal.translate(sentence)}")
    return found, reasons


def _is_ignored(name, context, clear):
    """Return True if an empty cell leaves the field as it is; not if a new channel needs it."""
    if name in KEPT_WHEN_EMPTY:
        return True
    return not clear and (IChannel.providedBy(context) or not _column_field(name, context).required)


def _is_as_exported(name, cells, context):
    """Return True if the cell equals the export of the current person, who may have left."""
    someone = person(getattr(aq_base(context), name, None))
    return someone and (someone.name, someone.email) == (cells[name], cells.get(f"{name}_email"))


def _cell_text(name, cells):
    """Return the cell's text; a person's e-mail address may be in a column of its own."""
    text, email = cells[name], cells.get(f"{name}_email", "")
    if (
        name in PERSON_COLUMNS
        and text
        and email
        and "<" not in text
        and not api.user.get(username=text)
    ):
        return f"{text} <{email}>"
    return text


def _cell_value(name, text, context):
    field = _column_field(name, context).bind(context)
    value = _typed_value(field, text) if text else None
    if value is None and not field.required:
        return "" if name == "description" else None
    field.validate(value)
    return NORMALIZERS[name](value) if name in NORMALIZERS else value


def _column_field(name, context):
    """Return the channel's own field if its type has another one than other channels."""
    own = providedBy(context) if IChannel.providedBy(context) else {}
    return own.get(COLUMN_FIELDS[name].__name__) or COLUMN_FIELDS[name]


def _typed_value(field, text):
    if isinstance(field, Choice):
        return _term(field.vocabulary, text).value
    if isinstance(field, Bool):
        return {**dict.fromkeys(TRUE_TEXTS, True), **dict.fromkeys(FALSE_TEXTS, False)}[
            text.casefold()
        ]
    if isinstance(field, Int):
        return int(text)
    return _date(text) if isinstance(field, Date) else text


def _date(text):
    """Return a date from its text, or from the number that a workbook stores for it."""
    serial = WORKBOOK_DATE.fullmatch(text)
    return FIRST_DAY + timedelta(int(serial[1])) if serial else date.fromisoformat(text)


def _term(vocabulary, text):
    """Return the term with a token or a title in any language; raise LookupError if none."""
    wanted = text.casefold()
    for term in vocabulary:
        titles = {translate(term.title, target_language=language) for language in LANGUAGES}
        if wanted in {term.token.casefold(), *(title.casefold() for title in titles)}:
            return term
    raise LookupError(text)


def _column_title(name):
    return api.portal.translate(COLUMN_TITLES[name])
