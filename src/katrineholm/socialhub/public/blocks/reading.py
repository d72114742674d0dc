"""What a block's data decides. Whatever else stands in it changes nothing, and breaks nothing."""

from collections.abc import Mapping
from typing import Any

from zope import schema
from zope.schema import ValidationError, getFieldsInOrder

from ...core.feeds.text import scrub
from .kinds import Kind
from .picking import uids_in

LONGEST = 200  # characters of a heading, or of a link's text
MOST = 500  # things that are chosen


def decided(kind: Kind, block: Mapping, context) -> dict[str, Any]:
    """The decisions under the portlet's own names; what is missing or wrong is left to its default.

    A number beyond its limits is the nearest that may be. What is chosen and is no longer there
    stays chosen: it shows nothing, where nothing chosen would show everything.
    """
    found: dict[str, Any] = {}
    for name, field in getFieldsInOrder(kind.schema):
        if name in block:
            value = _read(kind, name, field.bind(context), block[name])
            found |= {} if value is None else {name: value}
    return found


def _read(kind, name, field, value):
    """The value as the portlet has it; None where there is none to take."""
    if name in kind.picked:
        uids = uids_in(value)[:MOST]
        return tuple(uids) if name != "hub" else next(iter(uids), None)
    if isinstance(field, schema.Int):
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return max(field.min, min(field.max, value)) if is_number else None
    if isinstance(field, schema.Tuple):
        return _tokens(field, value)
    if isinstance(field, schema.TextLine):
        return _line(value)
    return value if _is_valid(field, value) else None


def _tokens(field, value):
    if not isinstance(value, list | tuple):
        return None
    known = [each for each in map(_token, value[:MOST]) if _is_valid(field.value_type, each)]
    return tuple(dict.fromkeys(known)) or None


def _token(value):
    return value.get("token") if isinstance(value, dict) else value


def _line(value):
    return " ".join(scrub(value[:LONGEST]).split()) if isinstance(value, str) else None


def _is_valid(field, value):
    try:
        field.validate(value)
    except (ValidationError, TypeError):
        return False
    return True
