"""The channels of a package and their administrations with every field of their forms, as JSON.

Fields are found in the content types, so that a new one is included without further code.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from plone import api
from plone.dexterity.utils import iterSchemata
from zope.schema import Bool, Float, Int, getFieldsInOrder
from zope.schema.interfaces import ICollection, IField

from ...core.files.package_model import PackageItem
from .scope import Scope

PATH = "representations/posts/data/content.jsonl"
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:katrineholm.socialhub:schema:content:1",
    "title": "Kanaler och förvaltningar / Channels and administrations",
    "type": "object",
    "required": ["id", "type", "path", "fields"],
    "additionalProperties": False,
}
NUMBERS = {Bool: "boolean", Int: "integer", Float: "number"}


def content_items(scope: Scope) -> Iterator[PackageItem]:
    """Yield the channels and administrations as lines of JSON, and their JSON Schema."""
    found = list(_contents(scope))
    lines = (_json(_content_data(each)) + b"\n" for each in found)
    yield PackageItem(PATH, "application/x-ndjson", lines)
    schema = SCHEMA | {"properties": _properties(found)}
    yield PackageItem("schemas/content.schema.json", "application/json", [_json(schema)])


def _contents(scope: Scope) -> Iterator[Any]:
    paths = dict.fromkeys(each.administration.path for each in scope.channels)
    yield from map(scope.hub.unrestrictedTraverse, paths)
    yield from (scope.hub.unrestrictedTraverse(each.path) for each in scope.channels)


def _content_data(content):
    names = (name for name, _field in _fields(content))
    return {
        "id": content.UID(),
        "type": content.portal_type,
        "path": "/".join(content.getPhysicalPath()),
        "fields": {name: plain_value(getattr(content.aq_base, name, None)) for name in names},
    }


def _fields(content) -> Iterator[tuple[str, IField]]:
    for schema in iterSchemata(content):
        yield from getFieldsInOrder(schema)


def plain_value(value: Any) -> Any:
    """Return a stored value as JSON can have it."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(name): plain_value(each) for name, each in value.items()}
        case tuple() | list() | set() | frozenset():
            return [plain_value(each) for each in value]
    return str(getattr(value, "raw", value))


def _properties(found) -> dict:
    fields = {name: field for content in found for name, field in _fields(content)}
    known = {name: _field_schema(field) for name, field in fields.items()}
    about = {"type": "object", "additionalProperties": False, "properties": known}
    return {**{name: {"type": "string"} for name in ("id", "type", "path")}, "fields": about}


def _field_schema(field) -> dict:
    kinds = (name for kind, name in NUMBERS.items() if isinstance(field, kind))
    kind = "array" if ICollection.providedBy(field) else next(kinds, "")
    about = {"title": api.portal.translate(field.title or "", lang="sv")}
    return about | ({"type": [kind, "null"]} if kind else {})


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
