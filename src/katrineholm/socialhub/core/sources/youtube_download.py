"""The download of YouTube, by Google Takeout: the table of videos.

Folders, files and titles are in the account's language, so the table is recognised by its cells:
eleven characters for a video, twenty-four for its channel, and the visibility.
"""

import re

from .download_post import EMPTY, PRIVATE, Post
from .download_row import Row, RowContent, RowReader
from .timestamps import timestamp_seconds

VIDEO = re.compile(r"[\w-]{11}")
CHANNEL = re.compile(r"UC[\w-]{22}")
OPEN = ("public", "offentlig")
SEEN_BY = (*OPEN, "private", "privat", "unlisted", "olistad", "ej listad")


class YouTube(RowReader):
    """The reader of YouTube's table of videos in a Google Takeout."""

    name = "youtube"
    files = re.compile(r"(?:Takeout/)?YouTube[^/]*/[^/]+/[^/]+\.csv")
    known = frozenset[str]()

    def matches(self, row: Row) -> bool:
        return row.place == "csv" and _columns(row) is not None

    def read(self, row: Row) -> RowContent:
        """Return the post in a row; its text precedes the channel id, its title the visibility."""
        found = _columns(row)
        if found is None:
            return None
        channel, seen_by = found
        cells = list(row.values.values())
        moments = [
            moment for cell in cells[seen_by:] if (moment := timestamp_seconds(cell)) is not None
        ]
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


def _columns(row: Row) -> tuple[int, int] | None:
    """Return the columns of channel and visibility; None if the row is no video's."""
    cells = [each.strip() for each in row.values.values()]
    if not cells or not VIDEO.fullmatch(cells[0]):
        return None
    channel = next((at for at, cell in enumerate(cells) if at and CHANNEL.fullmatch(cell)), None)
    if channel is None:
        return None
    seen = (at for at in range(channel + 2, len(cells)) if cells[at].lower() in SEEN_BY)
    seen_by = next(seen, None)
    return None if seen_by is None else (channel, seen_by)
