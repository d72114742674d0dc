"""What an entry has said, one version after another, and what became another in between."""

from collections.abc import Iterator
from dataclasses import dataclass

from ... import _
from ...core.comparing.difference import ADDED, REMOVED, SAME, Piece, difference
from ...core.feeds.clean import text_of

SHOWN = "show_versions"  # the office's setting
EXPLAINED = _("What was taken away is struck through, and what came instead is underlined.")
# What a listener hears before a piece: not every program reads ins and del.
HEARD = {REMOVED: _("[removed:"), ADDED: _("[added:")}


@dataclass(frozen=True, slots=True)
class Version:
    """What an entry said ``until`` a moment; ``pieces`` lead from there to what it said then."""

    number: int
    said: dict
    until: int
    pieces: list[Piece]

    @property
    def is_other(self) -> bool:
        """Whether there is a difference to read."""
        return any(piece.change != SAME for piece in self.pieces)


def versions(timeline, entry) -> Iterator[Version]:
    """The earlier versions of an entry, the latest first."""
    said = [*timeline.versions(entry), entry]
    for number in reversed(range(len(said) - 1)):
        before, after = text(said[number]), text(said[number + 1])
        pieces = difference(before, after)
        yield Version(number, dict(said[number]), said[number]["until"], pieces)


def last_change(timeline, entry) -> int | None:
    """When what it says last became another; None where it has not."""
    said = [*timeline.versions(entry), entry]
    pairs = zip(reversed(said[:-1]), reversed(said[1:]), strict=True)
    return next((old["until"] for old, new in pairs if text(old) != text(new)), None)


def text(said) -> str:
    """The words of an entry or a version: its title, if it has one of its own, and its text."""
    title = "" if said["title_derived"] else said["title"]
    return "\n\n".join(filter(None, (title, body(said))))


def body(said) -> str:
    """The same without the title."""
    return text_of(said["html"]) or said["summary"]
