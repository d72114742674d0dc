"""The settings in the data of a block, in which anything else is ignored."""

import re
from collections.abc import Mapping
from typing import Any

from plone.dexterity.content import Container
from zope import schema
from zope.schema import ValidationError, getFieldsInOrder

from ... import _
from ...core.feeds.text import scrub
from .block_types import BlockType
from .picked_content import picked_uids

LONGEST = 200  # characters of a heading, or of a link's text
MOST = 500  # picked objects
DIGITS = re.compile("[0-9]{1,9}")
NO_NUMBER = _("${field}: write a whole number from ${min} to ${max}.")


def block_settings(kind: BlockType, block: Mapping, context: Container) -> dict[str, Any]:
    """Return the settings of a block for its portlet, without invalid ones.

    Deleted content remains chosen, because an empty choice would show everything.
    """
    found: dict[str, Any] = {}
    for name, field in getFieldsInOrder(kind.schema):
        if name in block:
            value = _setting(kind, name, field.bind(context), block[name])
            found |= {} if value is None else {name: value}
    return found


def number_errors(kind: BlockType, block: Mapping) -> list:
    """Return an error message for each invalid number in a block."""
    return [
        _(NO_NUMBER, mapping={"field": field.title, "min": field.min, "max": field.max})
        for name, field in getFieldsInOrder(kind.schema)
        if isinstance(field, schema.Int)
        and block.get(name) is not None
        and _number(field, block[name]) is None
    ]


def _setting(kind, name, field, value):
    """Return a setting's value for the portlet, or None if it is invalid."""
    if name in kind.picked:
        uids = picked_uids(value)[:MOST]
        return tuple(uids) if name != "hub" else next(iter(uids), None)
    if isinstance(field, schema.Int):
        return _number(field, value)
    if isinstance(field, schema.Tuple):
        return _tokens(field, value)
    if isinstance(field, schema.TextLine):
        return " ".join(scrub(value[:LONGEST]).split()) if isinstance(value, str) else None
    return value if _is_valid(field, value) else None


def _number(field, value):
    """Return a whole number within the field's limits, or None. Volto may send it as text."""
    if isinstance(value, str) and DIGITS.fullmatch(value):
        value = int(value)
    return value if type(value) is int and field.min <= value <= field.max else None


def _tokens(field, value):
    if not isinstance(value, list | tuple):
        return None
    given = (each.get("token") if isinstance(each, dict) else each for each in value[:MOST])
    known = [each for each in given if _is_valid(field.value_type, each)]
    return tuple(dict.fromkeys(known)) or None


def _is_valid(field, value):
    try:
        field.validate(value)
    except (ValidationError, TypeError):
        return False
    return True
