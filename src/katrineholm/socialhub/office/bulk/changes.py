"""Differences between given values and a channel's own, and the permission to set them."""

from typing import Any

from Acquisition import aq_base
from plone import api
from zope.schema import Bool, Choice

from ... import _
from ...accounts.channels.person import person
from ...accounts.registration.account_validation import ACCOUNT_FIELDS, REFUSAL, may_change_account
from ...site.pages.permissions import MODIFY
from .columns import COLUMN_TITLES
from .values import COLUMN_FIELDS, PERSON_COLUMNS

COLUMN_BY_FIELD = {field.__name__: column for column, field in COLUMN_FIELDS.items()}


def field_changes(channel: Any, given: dict) -> dict:
    """Return those of the values that differ from the channel's own."""
    return {name: value for name, value in given.items() if not _is_same(channel, name, value)}


def permission_refusals(channel: Any, changes: dict) -> list[str]:
    """Return why the current user may not change these fields of a channel; empty if allowed."""
    if changes and not api.user.has_permission(MODIFY, obj=channel):
        return [api.portal.translate(_("You may not change this channel."))]
    if set(changes) & set(ACCOUNT_FIELDS) and not may_change_account(channel):
        return [api.portal.translate(REFUSAL)]
    return []


def _is_same(channel, name, value):
    own = _exported_language(channel) if name == "language" else getattr(channel, name)
    if (own or None) == (value or None) and not isinstance(own, bool):
        return True
    if name in PERSON_COLUMNS and own and value:
        return _person_key(own) == _person_key(value)
    if name in ("contact_email", "contact_phone") and not own:
        # The export contains the administration's if the channel has none of its own.
        return value == getattr(channel.__parent__, name.removeprefix("contact_"))
    return own == value


def _exported_language(channel):
    """Return the channel's language as in the export; if none is set, it depends on the request."""
    brains = api.content.find(UID=channel.UID())
    return brains[0].socialhub_facts["language"] if brains else channel.Language()


def _person_key(text):
    someone = person(text)
    return someone and (someone.name, someone.email)


def change_rows(channel: Any, changes: dict) -> list[dict]:
    """Return ``title``, ``before`` and ``after`` of each field, in the order of the columns."""
    return [
        {
            "title": COLUMN_TITLES[COLUMN_BY_FIELD[name]],
            "before": _value_text(name, getattr(aq_base(channel), name, None), channel),
            "after": _value_text(name, changes[name], channel),
        }
        for name in sorted(changes, key=list(COLUMN_BY_FIELD).index)
    ]


def _value_text(name, value, context):
    if value is None or value == "":
        return api.portal.translate(_("(empty)"))
    field = COLUMN_FIELDS[COLUMN_BY_FIELD[name]]
    if isinstance(field, Bool):
        return api.portal.translate(_("Yes") if value else _("No"))
    if isinstance(field, Choice):
        return _term_title(field.bind(context).vocabulary, value)
    return str(value)


def _term_title(vocabulary, value):
    if value not in vocabulary:
        return str(value)
    term = vocabulary.getTerm(value)
    return api.portal.translate(term.title or term.token)
