"""Plain values of the database as JSON, and back.

None, truth values, integers, texts, finite numbers and lists are the same in JSON. Any other value
is an object with one member, named by its kind: ``{"tuple": [1, "a"]}``.
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

from .errors import Unmovable

Way: TypeAlias = Callable[[Any], Any]
# One stores a file's bytes and returns their SHA-256, one returns a new file of such bytes.
Keep: TypeAlias = Callable[[Blob], str]
Give: TypeAlias = Callable[[str], Blob]

FAMILIES = ("OO", "LO", "IO", "OL", "OI", "LL", "II")
MAPPINGS: dict[str, type] = {
    f"{family}{form}": getattr(import_module(f"BTrees.{family}BTree"), f"{family}{form}")
    for family in FAMILIES
    for form in ("BTree", "Bucket")
}
SETS: dict[str, type] = {
    f"{family}{form}": getattr(import_module(f"BTrees.{family}BTree"), f"{family}{form}")
    for family in FAMILIES
    for form in ("TreeSet", "Set")
}


@dataclass(frozen=True, slots=True)
class Kind:
    """The conversion of one kind of value; both functions get the converter of values within."""

    write: Callable[[Any, Way], Any]
    read: Callable[[Any, Way], Any]


def written(value: Any, keep: Keep) -> Any:
    """Return a value as JSON. Raise TransferError if its kind is unknown."""

    def way(each: Any) -> Any:
        if each is None or isinstance(each, bool):
            return each
        if isinstance(each, str):
            return _text(each)
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
            raise Unmovable(f"A value of the kind {type(each).__name__} cannot be moved.")
        return {name: KINDS[name].write(each, way)}

    return way(value)


def read(value: Any, give: Give) -> Any:
    """Return the value of JSON. Raise TransferError, ValueError or TypeError if there is none."""

    def way(each: Any) -> Any:
        if isinstance(each, list):
            return [way(one) for one in each]
        if not isinstance(each, dict):
            return each
        [(name, inner)] = each.items()
        if name == "blob":
            return give(inner)
        if name not in KINDS:
            raise Unmovable(f"there is no kind of value that is called {name[:60]!r}")
        return KINDS[name].read(inner, way)

    return way(value)


def _text(value: str) -> Any:
    """Return a text; one with half a character (a surrogate) as the bytes of its UTF-8."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return {"str": value.encode("utf-8", "surrogatepass").hex()}
    return str(value)


def _members(value: Iterable[Any], way: Way) -> list[Any]:
    return [way(each) for each in value]


def _unordered(value: Iterable[Any], way: Way) -> list[Any]:
    return sorted(_members(value, way), key=json.dumps)


def _pairs(value: Any, way: Way) -> Any:
    """Return a mapping as an object if all keys are texts, or else as pairs."""
    pairs = [(way(key), way(each)) for key, each in value.items()]
    return dict(pairs) if all(isinstance(key, str) for key, _each in pairs) else pairs


def _from_members(make: Callable[[Any], Any]) -> Kind:
    return Kind(_members, lambda members, way: make([way(each) for each in _listed(members)]))


def _from_pairs(make: Callable[[Any], Any]) -> Kind:
    return Kind(_pairs, lambda pairs, way: make([(way(k), way(v)) for k, v in _paired(pairs)]))


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _paired(value: Any) -> Iterable[Any]:
    return value.items() if isinstance(value, dict) else _listed(value)


def _moment(value: datetime, way: Way) -> list[Any]:
    return [value.isoformat(), getattr(value.tzinfo, "zone", None)]


def _from_moment(value: Any, way: Way) -> datetime:
    """Return a datetime with a zone of pytz, like Plone: the database cannot store Python's."""
    text, zone = value
    moment = datetime.fromisoformat(text)
    return moment if zone is None else moment.astimezone(pytz.timezone(zone))


def _from_zopes(value: Any, way: Way) -> DateTime:
    micros, is_naive, zone = value
    if not (type(micros) is int and isinstance(is_naive, bool) and isinstance(zone, str)):
        raise TypeError
    moment = DateTime(0)
    moment.__setstate__((micros, is_naive, zone))
    return moment


def _number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value


KINDS: dict[str, Kind] = {
    "str": Kind(
        lambda value, way: None,
        lambda value, way: bytes.fromhex(value).decode("utf-8", "surrogatepass"),
    ),
    "float": Kind(lambda value, way: repr(value), lambda value, way: float(value)),
    "bytes": Kind(
        lambda value, way: b64encode(value).decode(),
        lambda value, way: b64decode(value, validate=True),
    ),
    "tuple": _from_members(tuple),
    "set": Kind(_unordered, _from_members(set).read),
    "frozenset": Kind(_unordered, _from_members(frozenset).read),
    "dict": _from_pairs(dict),
    "date": Kind(
        lambda value, way: value.isoformat(), lambda value, way: date.fromisoformat(value)
    ),
    "datetime": Kind(_moment, _from_moment),
    "DateTime": Kind(lambda value, way: list(value.__getstate__()), _from_zopes),
    "Length": Kind(lambda value, way: value(), lambda value, way: Length(_number(value))),
    "PersistentList": _from_members(PersistentList),
    "PersistentMapping": _from_pairs(PersistentMapping),
    **{name: _from_pairs(made) for name, made in MAPPINGS.items()},
    **{name: _from_members(made) for name, made in SETS.items()},
}


NAMES: dict[type, str] = {
    **{float: "float", bytes: "bytes", tuple: "tuple", set: "set", frozenset: "frozenset"},
    **{dict: "dict", date: "date", datetime: "datetime", DateTime: "DateTime", Length: "Length"},
    **{PersistentList: "PersistentList", PersistentMapping: "PersistentMapping"},
    **{made: name for name, made in (MAPPINGS | SETS).items()},
}
