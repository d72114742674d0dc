"""A book as lines of JSON, one after another, and a book that grows from such lines.

A tree, and a mapping that holds one, are spread over lines: it is opened at its key in what it
lies in, its items follow, and it is closed. Everything else is a line of its own.

- ``["open", key, kind]``, ``["close"]``: what comes between them lies in it
- ``["put", key, value]``: an item of a mapping
- ``["in", value]``: a member of a set
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from persistent.mapping import PersistentMapping

from .errors import Unmovable
from .values import MAPPINGS, NAMES, SETS, Give, Keep, read, written

SPREAD: dict[str, type] = {**MAPPINGS, **SETS, "PersistentMapping": PersistentMapping}
TREES = frozenset({*MAPPINGS.values(), *SETS.values()})
DEEPEST = 100


def lines_of(name: str, book: Any, keep: Keep, without: tuple[str, ...] = ()) -> Iterator[bytes]:
    """A book's lines; ``without`` are keys of its own that are left out.

    ``keep`` is given each file in it and gives the SHA-256 of its bytes. Raises Unmovable.
    """
    for line in _told(name, book, keep, without):
        yield as_line(line)


def as_line(told: Any) -> bytes:
    """JSON as a line in UTF-8."""
    text = json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode() + b"\n"


def _told(key: Any, value: Any, keep: Keep, without: tuple[str, ...] = ()) -> Iterator[Any]:
    if not _is_spread(value):
        yield ["put", key, written(value, keep)]
        return
    name = NAMES[type(value)]
    yield ["open", key, name]
    if name in SETS:
        for each in value:
            yield ["in", written(each, keep)]
    else:
        for inner, each in value.items():
            if inner not in without:
                yield from _told(written(inner, keep), each, keep)
    yield ["close"]


def _is_spread(value: Any) -> bool:
    if type(value) is PersistentMapping:
        return any(_is_spread(each) for each in value.values())
    return type(value) in TREES


class Growing:
    """A book that comes into a place line by line.

    It may be left after any line, and gone on with by another that is given its ``path``: the keys
    of what is open.
    """

    def __init__(self, place: Any, name: str, give: Give, path: tuple[Any, ...] = ()) -> None:
        self._name, self._give = name, give
        self._open = [place]
        for key in path:
            self._open.append(self._open[-1][key])
        self.path = path

    def add(self, line: bytes) -> None:
        """Take the next line in; Unmovable where it is none that belongs here."""
        try:
            self._add(json.loads(line, parse_constant=_is_no_json))
        except Unmovable:
            raise
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            raise Unmovable("it is no line of a book") from None

    def _add(self, told: Any) -> None:
        match told:
            case ["open", key, str(kind)]:
                self._enter(self._key(key), kind)
            case ["put", key, value]:
                self._open[-1][self._key(key)] = read(value, self._give)
            case ["in", value] if self.path:
                self._open[-1].add(read(value, self._give))
            case ["close"] if self.path:
                self._open.pop()
                self.path = self.path[:-1]
            case _:
                raise ValueError

    def _enter(self, key: Any, kind: str) -> None:
        if kind not in SPREAD:
            raise Unmovable(f"there is nothing to open that is called {kind[:60]!r}")
        if len(self.path) == DEEPEST:
            raise ValueError
        self._open[-1][key] = SPREAD[kind]()
        self._open.append(self._open[-1][key])
        self.path = (*self.path, key)

    def _key(self, told: Any) -> Any:
        key = read(told, self._give)
        if not self.path and key != self._name:
            raise ValueError
        return key


def told_in(line: bytes) -> Mapping[str, Any]:
    """A line that is a JSON object; Unmovable where it is none."""
    try:
        told = json.loads(line, parse_constant=_is_no_json)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise Unmovable("it is no JSON object")
    return told


def _is_no_json(name: str) -> Any:
    raise ValueError(name)
