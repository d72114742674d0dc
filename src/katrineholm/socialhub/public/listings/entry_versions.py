"""The versions of an entry, and the differences between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ... import _
from ...core.feeds.sanitiser import sanitised_text
from ...core.search.difference import ADDED, REMOVED, SAME, Piece, difference
from ...core.timeline.layout import Entry, version_list

SHOW_VERSIONS = "show_versions"  # the office's setting
EXPLANATION = _("What was taken away is struck through, and what came instead is underlined.")
# Spoken before a piece: not every screen reader announces ins and del.
SPOKEN_MARKS = {REMOVED: _("[removed:"), ADDED: _("[added:")}


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version, valid ``until`` a time; ``pieces`` compare it with the next version."""

    number: int
    content: dict
    until: int
    pieces: list[Piece]

    @property
    def is_different(self) -> bool:
        """True if the text of this version differs from that of the next version."""
        return any(piece.change != SAME for piece in self.pieces)


def earlier_versions(entry: Entry) -> Iterator[Version]:
    """Yield the earlier versions of an entry, the latest first."""
    contents = [*version_list(entry), entry]
    for number in reversed(range(len(contents) - 1)):
        before, after = version_text(contents[number]), version_text(contents[number + 1])
        pieces = difference(before, after)
        yield Version(number, dict(contents[number]), contents[number]["until"], pieces)


def last_change_time(entry: Entry) -> int | None:
    """Return the time when the text of an entry last changed, or None if it never has."""
    contents = [*version_list(entry), entry]
    pairs = zip(reversed(contents[:-1]), reversed(contents[1:]), strict=True)
    changes = (old["until"] for old, new in pairs if version_text(old) != version_text(new))
    return next(changes, None)


def version_text(version: Entry) -> str:
    """Return the title, if the source states one, and the body of an entry or a version."""
    title = "" if version["title_derived"] else version["title"]
    return "\n\n".join(filter(None, (title, version_body(version))))


def version_body(version: Entry) -> str:
    """Return the text of an entry or a version without its title."""
    return sanitised_text(version["html"]) or version["summary"]
