"""The versions of an entry, and the differences between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ... import _
from ...core.comparing.difference import ADDED, REMOVED, SAME, Piece, difference
from ...core.feeds.clean import text_of
from ...core.timeline.layout import Entry
from ...core.timeline.store import Timeline

SHOWN = "show_versions"  # the office's setting
EXPLAINED = _("What was taken away is struck through, and what came instead is underlined.")
# Spoken before a piece: not every screen reader announces ins and del.
HEARD = {REMOVED: _("[removed:"), ADDED: _("[added:")}


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version, valid ``until`` a time; ``pieces`` are the changes to the next one."""

    number: int
    said: dict
    until: int
    pieces: list[Piece]

    @property
    def is_other(self) -> bool:
        """True if its text differs from the next version's."""
        return any(piece.change != SAME for piece in self.pieces)


def versions(timeline: Timeline, entry: Entry) -> Iterator[Version]:
    """Yield the earlier versions of an entry, the latest first."""
    contents = [*timeline.versions(entry), entry]
    for number in reversed(range(len(contents) - 1)):
        before, after = text(contents[number]), text(contents[number + 1])
        pieces = difference(before, after)
        yield Version(number, dict(contents[number]), contents[number]["until"], pieces)


def last_change(timeline: Timeline, entry: Entry) -> int | None:
    """Return the time of the last change of the text; None if it has not changed."""
    contents = [*timeline.versions(entry), entry]
    pairs = zip(reversed(contents[:-1]), reversed(contents[1:]), strict=True)
    return next((old["until"] for old, new in pairs if text(old) != text(new)), None)


def text(version: Entry) -> str:
    """Return the text of an entry or a version: its own title, if it has one, and its body."""
    title = "" if version["title_derived"] else version["title"]
    return "\n\n".join(filter(None, (title, body(version))))


def body(version: Entry) -> str:
    """Return the text without the title."""
    return text_of(version["html"]) or version["summary"]
