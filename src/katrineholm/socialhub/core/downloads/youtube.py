"""YouTube, by Google Takeout: the table of films.

Folders, files and titles are in the account's language, so a table of films is told by its cells:
eleven characters for a film, twenty-four for its channel, and who may see it.
"""

import re

from .merging import merged
from .moments import written
from .post import EMPTY, PRIVATE, Post
from .row import Row, Told

FILM = re.compile(r"[\w-]{11}")
CHANNEL = re.compile(r"UC[\w-]{22}")
OPEN = ("public", "offentlig")
SEEN_BY = (*OPEN, "private", "privat", "unlisted", "olistad", "ej listad")


class YouTube:
    """What reads a Takeout of YouTube."""

    name = "youtube"
    is_torn = False
    files = re.compile(r"(?:Takeout/)?YouTube[^/]*/[^/]+/[^/]+\.csv")
    known: frozenset[str] = frozenset()

    def fits(self, row: Row) -> bool:
        return row.place == "csv" and _columns(row) is not None

    def read(self, row: Row) -> Told:
        """The words stand before the channel, the title before who may see the film."""
        found = _columns(row)
        if found is None:
            return None
        channel, seen_by = found
        cells = list(row.values.values())
        moments = [moment for cell in cells[seen_by:] if (moment := written(cell)) is not None]
        if not cells[seen_by - 1].strip():
            return EMPTY
        return Post(
            (f"yt:video:{cells[0]}",),
            link=f"https://www.youtube.com/watch?v={cells[0]}",
            title=cells[seen_by - 1],
            text=cells[channel - 1],
            moment=moments[-1] if moments else None,
            closed="" if cells[seen_by].strip().lower() in OPEN else PRIVATE,
        )

    def finished(self, posts: list[Post]) -> list[Post]:
        return merged(posts)


def _columns(row: Row) -> tuple[int, int] | None:
    """Where a film's channel and who may see it stand; None where the row is no film."""
    cells = [each.strip() for each in row.values.values()]
    if not cells or not FILM.fullmatch(cells[0]):
        return None
    channel = next((at for at, cell in enumerate(cells) if at and CHANNEL.fullmatch(cell)), None)
    if channel is None:
        return None
    seen = (at for at in range(channel + 2, len(cells)) if cells[at].lower() in SEEN_BY)
    seen_by = next(seen, None)
    return None if seen_by is None else (channel, seen_by)
