"""What of an entry, or of an earlier version of one, is found by words."""

from collections.abc import Callable

from ..search.textfile import Text
from ..search.words import words
from .layout import Entry

# The text of an entry's HTML.
Plain = Callable[[str], str]


def told(entry: Entry, plain: Plain) -> Text:
    """What an entry is found by: its title, its text, who wrote it, and what its pictures show."""
    title = [] if entry["title_derived"] else [entry["title"]]
    text = plain(entry["html"])
    summary = [] if _has(text, entry["summary"]) else [entry["summary"]]
    alts = [image["alt"] or "" for image in entry["images"]]
    body = [text, *summary, entry["author"], *entry["categories"], *alts]
    return Text(
        entry["entry_id"],
        entry["channel"],
        entry["time"],
        entry["print"],
        title,
        [each for each in body if each],
    )


def _has(text: str, summary: str) -> bool:
    """Whether a text has its summary's words, in their order."""
    return " ".join(words(summary)) in " ".join(words(text))
