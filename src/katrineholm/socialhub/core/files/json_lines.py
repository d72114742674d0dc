"""Conversion of a tree to lines of JSON, and back.

A tree, or a mapping that contains one, is spread over several lines: one opens it at its key in the
tree around it, its items follow, and one closes it. Any other value is a single line.

- ``["open", key, kind]``, ``["close"]``: the start and end of a tree
- ``["put", key, value]``: an item of a mapping
- ``["in", value]``: a member of a set
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from persistent.mapping import PersistentMapping

from . import json_values
from .json_values import MAPPINGS, SETS, LoadFile, StoreFile, TransferError

SPREAD_TYPES: dict[str, type] = {**MAPPINGS, **SETS, "PersistentMapping": PersistentMapping}
TREES = frozenset({*MAPPINGS.values(), *SETS.values()})
MAX_DEPTH = 100


def tree_lines(
    name: str, book: Any, keep: StoreFile, without: tuple[str, ...] = ()
) -> Iterator[bytes]:
    """Yield a tree as lines of JSON; ``without`` are keys at its top that are left out.

    ``keep`` stores each file in the tree and returns the SHA-256 of its bytes. Raise TransferError.
    """
    for line in _tree_values(name, book, keep, without):
        yield json_line(line)


def json_line(value: Any) -> bytes:
    """Return a value as a line of JSON, encoded in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode() + b"\n"


def _tree_values(
    key: Any, value: Any, keep: StoreFile, without: tuple[str, ...] = ()
) -> Iterator[Any]:
    if not _is_spread(value):
        yield ["put", key, json_values.json_value(value, keep)]
        return
    name = json_values.NAMES[type(value)]
    yield ["open", key, name]
    if name in SETS:
        for each in value:
            yield ["in", json_values.json_value(each, keep)]
    else:
        for inner, each in value.items():
            if inner not in without:
                yield from _tree_values(json_values.json_value(inner, keep), each, keep)
    yield ["close"]


def _is_spread(value: Any) -> bool:
    if type(value) is PersistentMapping:
        return any(_is_spread(each) for each in value.values())
    return type(value) in TREES


class TreeBuilder:
    """A builder that restores a tree from its lines of JSON, one by one.

    It may be abandoned after any line, and continued by another instance with the same ``path``,
    which has the keys of the trees that are open.
    """

    def __init__(self, place: Any, name: str, give: LoadFile, path: tuple[Any, ...] = ()) -> None:
        self._name, self._give = name, give
        self._open = [place]
        for key in path:
            self._open.append(self._open[-1][key])
        self.path = path

    def add(self, line: bytes) -> None:
        """Process the next line. Raise TransferError if it does not belong here."""
        try:
            self._add(json.loads(line, parse_constant=_refuse_constant))
        except TransferError:
            raise
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            raise TransferError("it is no line of a book") from None

    def _add(self, item: Any) -> None:
        match item:
            case ["open", key, str(kind)]:
                self._enter(self._key(key), kind)
            case ["put", key, value]:
                self._open[-1][self._key(key)] = json_values.value_of_json(value, self._give)
            case ["in", value] if self.path:
                self._open[-1].add(json_values.value_of_json(value, self._give))
            case ["close"] if self.path:
                self._open.pop()
                self.path = self.path[:-1]
            case _:
                raise ValueError

    def _enter(self, key: Any, kind: str) -> None:
        if kind not in SPREAD_TYPES:
            raise TransferError(f"there is nothing to open that is called {kind[:60]!r}")
        if len(self.path) == MAX_DEPTH:
            raise ValueError
        self._open[-1][key] = SPREAD_TYPES[kind]()
        self._open.append(self._open[-1][key])
        self.path = (*self.path, key)

    def _key(self, value: Any) -> Any:
        key = json_values.value_of_json(value, self._give)
        if not self.path and key != self._name:
            raise ValueError
        return key


def json_object(line: bytes) -> Mapping[str, Any]:
    """Return the JSON object in a line. Raise TransferError if there is none."""
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise TransferError("it is no JSON object")
    return value


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
