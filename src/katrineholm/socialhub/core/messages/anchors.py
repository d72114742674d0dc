"""Anchors: heads of the hub-wide log, copied to places that the site only ever appends to.

Each anchor is a line of JSON: ``hub`` (its UID), ``count``, ``hash`` and ``time``, as in the head,
and ``at``, when it was published. ``closed`` says why there is no such hub any more, ``restored``
why an older copy of the database was put back. A person who can write to the database but not to
these places cannot secretly change anything that is older than the last anchor.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

from ... import DAY
from .data_types import Data
from .ledger import Head

VARIABLE = "SOCIALHUB_ANCHORS"  # paths and URLs, with commas between
# A line may be queued for long, and the clocks of several machines differ.
TOLERANCE = DAY
OBJECT = re.compile(r"\{[^{}]*\}")
HEADER = re.compile(rb"(From |[A-Za-z][A-Za-z-]*:)")  # with which a saved mail starts (RFC 5322)
TYPES = {"hub": str, "count": int, "hash": str, "time": int | None}
MORE_TYPES = {"at": int | None, "closed": str, "restored": str}


class UnreadableAnchors(ValueError):
    """A file has no anchors, or ``line``, which counts from 1, is not one."""

    def __init__(self, path: Path, line: int) -> None:
        self.path, self.line = str(path), line
        super().__init__(f"line {line} of {path} is not an anchor")


@dataclass(frozen=True, slots=True)
class Anchor(Head):
    """A published head; ``published`` is the best known time of that."""

    hub: str = ""
    at: int | None = None
    closed: str = ""
    restored: str = ""

    @property
    def published(self) -> int:
        return self.at or self.time or 0

    @property
    def line(self) -> str:
        """The anchor as a line of JSON, without what is empty."""
        more = {name: getattr(self, name) for name in MORE_TYPES if getattr(self, name)}
        return json.dumps({"hub": self.hub, **self.as_data(), **more}, sort_keys=True)


def anchor_of(hub: str, head: Head, at: int, *, closed: str = "", restored: str = "") -> Anchor:
    """Return the anchor of a hub, given by its UID, that is published now."""
    return Anchor(head.count, head.hash, head.time, hub, at, closed, restored)


def anchor_targets(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the paths and URLs to which anchors are written."""
    found = (each.strip() for each in environ.get(VARIABLE, "").split(","))
    return list(dict.fromkeys(filter(None, found)))


def is_url(target: str) -> bool:
    """Return whether anchors are posted to a target, which is otherwise a file."""
    return target.startswith(("http://", "https://"))


def anchor_files(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the paths of the files to which anchors are written."""
    return [each for each in anchor_targets(environ) if not is_url(each)]


def append_anchor(path: str | Path, anchor: Anchor) -> None:
    """Append an anchor to the file, and wait until it is written to disk. Raise OSError."""
    number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        # In one piece, so that writes of several processes are not mixed.
        os.write(number, f"{anchor.line}\n".encode())
        os.fsync(number)
    finally:
        os.close(number)


def read_anchors(path: str | Path) -> list[Anchor]:
    """Return the anchors of all hubs in a file, or in the files of a folder.

    Besides a file that the site wrote, it may be a saved mail, or a text with anchors in it. Raise
    OSError or UnreadableAnchors.
    """
    path = Path(path)
    if path.is_dir():
        files = (each for each in sorted(path.iterdir()) if each.is_file())
        found = [each for file in files for each in _anchors_in_text(_text(file))]
    else:
        text = _text(path)
        lines = text.splitlines()
        written = [line for line in lines if line.strip()]
        if 2 * sum(line.startswith("{") for line in written) >= len(written) > 0:
            return [_parsed_line(path, *each) for each in enumerate(lines, start=1)]
        found = list(_anchors_in_text(text))
    if not found and (path.is_dir() or text):
        raise UnreadableAnchors(path, 1)
    return list(dict.fromkeys(found))


def anchored_heads(path: str | Path, hub: str) -> list[Anchor]:
    """Return the anchors of one hub, given by its UID, in a file: see ``read_anchors``."""
    return [each for each in read_anchors(path) if each.hub == hub]


def valid_anchors(anchors: Iterable[Anchor]) -> list[Anchor]:
    """Return a hub's anchors without those of lines that were lost when a copy was restored."""
    found = list(anchors)
    restored = [each for each in found if each.restored]

    def is_lost(each: Anchor) -> bool:
        return any(
            each.count > back.count and each.published <= back.published for back in restored
        )

    return [each for each in found if not is_lost(each)]


class TimeFloor:
    """The earliest time that the lines after an anchor may have."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        self._waiting: list[tuple[int, int]] = []  # the last anchor first
        self._time = time = 0
        for each in sorted(anchors, key=lambda each: (each.count, each.published), reverse=True):
            # If the clock was ahead once, the next anchor shows it.
            time = min(time, each.published) if self._waiting else each.published
            self._waiting.append((each.count, time))

    def permits(self, count: int, time: int | None) -> bool:
        """Return whether entry ``count`` of the chain may have this time; counts must not fall."""
        while self._waiting and self._waiting[-1][0] < count:
            self._time = self._waiting.pop()[1]
        return (time or 0) >= self._time - TOLERANCE


def _text(path: Path) -> str:
    data = path.read_bytes()
    texts = [data]
    if HEADER.match(data):
        payloads = (part.get_payload(decode=True) for part in message_from_bytes(data).walk())
        texts += [each for each in payloads if isinstance(each, bytes)]
    return "\n".join(text.decode("utf-8", "replace") for text in texts)


def _anchors_in_text(text: str) -> Iterator[Anchor]:
    for found in OBJECT.finditer(text):
        if anchor := _anchor(found[0]):
            yield anchor


def _parsed_line(path: Path, number: int, line: str) -> Anchor:
    anchor = _anchor(line)
    if anchor is None:
        raise UnreadableAnchors(path, number)
    return anchor


def _anchor(text: str) -> Anchor | None:
    try:
        values: Data = json.loads(text)
        is_one = all(isinstance(values[name], type) for name, type in TYPES.items())
        more = {name: values[name] for name in MORE_TYPES if name in values}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    is_right = all(isinstance(value, MORE_TYPES[name]) for name, value in more.items())
    return Anchor(**{name: values[name] for name in TYPES}, **more) if is_one and is_right else None
