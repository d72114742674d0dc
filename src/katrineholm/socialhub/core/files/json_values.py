"""Conversion between plain values of the database and JSON.

None, booleans, integers, strings, finite numbers and lists are the same in JSON. Any other value is
an object with one member, named by the kind of value: ``{"tuple": [1, "a"]}``.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from math import isfinite
from typing import Any, TypeAlias

import pytz
from BTrees.Length import Length
from DateTime import DateTime
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from ZODB.blob import Blob


class TransferError(Exception):
    """A value that cannot be moved to another site, or a refused archive."""


Converter: TypeAlias = Callable[[Any], Any]
# One stores a file's bytes and returns their SHA-256, one returns a new file of such bytes.
StoreFile: TypeAlias = Callable[[Blob], str]
LoadFile: TypeAlias = Callable[[str], Blob]

TREE_FAMILIES = ("OO", "LO", "IO", "OL", "OI", "LL", "II")


def _tree_types(*forms: str) -> dict[str, type]:
    names = ((family, f"{family}{form}") for family in TREE_FAMILIES for form in forms)
    return {name: getattr(import_module(f"BTrees.{family}BTree"), name) for family, name in names}


MAPPINGS, SETS = _tree_types("BTree", "Bucket"), _tree_types("TreeSet", "Set")


@dataclass(frozen=True, slots=True)
class ValueKind:
    """The conversion of one kind of value to JSON and back, by functions that get a converter."""

    write: Callable[[Any, Converter], Any]
    read: Callable[[Any, Converter], Any]


def json_value(value: Any, keep: StoreFile) -> Any:
    """Return a value converted to JSON. Raise TransferError if its kind is unknown."""

    def way(each: Any) -> Any:
        if each is None or isinstance(each, bool):
            return each
        if isinstance(each, str):
            return _json_text(each)
        match each:
            case int() if type(each) is int:
                return each
            case float() if isfinite(each):
                return each
            case list() if type(each) is list:
                return [way(one) for one in each]
            case Blob():
                return {"blob": keep(each)}
        name = NAMES.get(type(each))
        if name is None:
            raise TransferError(f"A value of the kind {type(each).__name__} cannot be moved.")
        return {name: KINDS[name].write(each, way)}

    return way(value)


def value_of_json(value: Any, give: LoadFile) -> Any:
    """Return the value that JSON stands for. Raise TransferError, ValueError or TypeError."""

    def way(each: Any) -> Any:
        if isinstance(each, list):
            return [way(one) for one in each]
        if not isinstance(each, dict):
            return each
        [(name, inner)] = each.items()
        if name == "blob":
            return give(inner)
        if name not in KINDS:
            raise TransferError(f"there is no kind of value that is called {name[:60]!r}")
        return KINDS[name].read(inner, way)

    return way(value)


def _json_text(value: str) -> Any:
    """Return a text; one with half a character (a surrogate) as the bytes of its UTF-8."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return {"str": value.encode("utf-8", "surrogatepass").hex()}
    return str(value)


def _converted_members(value: Iterable[Any], way: Converter) -> list[Any]:
    return [way(each) for each in value]


def _sorted_members(value: Iterable[Any], way: Converter) -> list[Any]:
    return sorted(_converted_members(value, way), key=json.dumps)


def _converted_pairs(value: Any, way: Converter) -> Any:
    """Return a mapping as an object if all keys are texts, or else as pairs."""
    pairs = [(way(key), way(each)) for key, each in value.items()]
    return dict(pairs) if all(isinstance(key, str) for key, _each in pairs) else pairs


def _sequence_kind(make: Callable[[Any], Any]) -> ValueKind:
    return ValueKind(
        _converted_members,
        lambda members, way: make([way(each) for each in _checked_list(members)]),
    )


def _mapping_kind(make: Callable[[Any], Any]) -> ValueKind:
    def read(value: Any, way: Converter) -> Any:
        pairs = value.items() if isinstance(value, dict) else _checked_list(value)
        return make([(way(key), way(each)) for key, each in pairs])

    return ValueKind(_converted_pairs, read)


def _checked_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _datetime_of_json(value: Any, way: Converter) -> datetime:
    """Return a datetime with a zone of pytz, like Plone: the database cannot store Python's."""
    text, zone = value
    moment = datetime.fromisoformat(text)
    return moment if zone is None else moment.astimezone(pytz.timezone(zone))


def _zope_datetime(value: Any, way: Converter) -> DateTime:
    micros, is_naive, zone = value
    if not (type(micros) is int and isinstance(is_naive, bool) and isinstance(zone, str)):
        raise TypeError
    moment = DateTime(0)
    moment.__setstate__((micros, is_naive, zone))
    return moment


def _checked_int(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value


KINDS: dict[str, ValueKind] = {
    "str": ValueKind(
        lambda value, way: None,
        lambda value, way: bytes.fromhex(value).decode("utf-8", "surrogatepass"),
    ),
    "float": ValueKind(lambda value, way: repr(value), lambda value, way: float(value)),
    "bytes": ValueKind(
        lambda value, way: b64encode(value).decode(),
        lambda value, way: b64decode(value, validate=True),
    ),
    "tuple": _sequence_kind(tuple),
    "set": ValueKind(_sorted_members, _sequence_kind(set).read),
    "frozenset": ValueKind(_sorted_members, _sequence_kind(frozenset).read),
    "dict": _mapping_kind(dict),
    "date": ValueKind(
        lambda value, way: value.isoformat(), lambda value, way: date.fromisoformat(value)
    ),
    "datetime": ValueKind(
        lambda value, way: [value.isoformat(), getattr(value.tzinfo, "zone", None)],
        _datetime_of_json,
    ),
    "DateTime": ValueKind(lambda value, way: list(value.__getstate__()), _zope_datetime),
    "Length": ValueKind(lambda value, way: value(), lambda value, way: Length(_checked_int(value))),
    "PersistentList": _sequence_kind(PersistentList),
    "PersistentMapping": _mapping_kind(PersistentMapping),
    **{name: _mapping_kind(made) for name, made in MAPPINGS.items()},
    **{name: _sequence_kind(made) for name, made in SETS.items()},
}


NAMES: dict[type, str] = {
    **{float: "float", bytes: "bytes", tuple: "tuple", set: "set", frozenset: "frozenset"},
    **{dict: "dict", date: "date", datetime: "datetime", DateTime: "DateTime", Length: "Length"},
    **{PersistentList: "PersistentList", PersistentMapping: "PersistentMapping"},
    **{made: name for name, made in (MAPPINGS | SETS).items()},
}
