"""The rows of a download's files, and the base class of the readers for each service."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from .download_post import Post, unique_posts

Values: TypeAlias = dict[str, Any]
# A post, the reason to leave it out, or None if the row is not understood.
RowContent: TypeAlias = Post | str | None

ACCOUNT = "account"  # a row about the account itself
SHEET = "sheet"  # the place of a row in a workbook


@dataclass(frozen=True, slots=True)
class Row:
    """An object in a JSON file, or a row of a table, with its values keyed by column title.

    ``place`` is the path of keys to the object in the file, joined by dots, with ``item`` for a
    list. ``path`` is that of the file, relative to the download's folder.
    """

    path: str
    place: str
    values: Values


class RowReader:
    """A reader of one service's rows, created anew for each download."""

    name: ClassVar[str]
    # The paths of the files to open, relative to the download's folder.
    files: ClassVar[re.Pattern[str]]
    # The keys of a row that are understood or ignored.
    known: ClassVar[frozenset[str]]
    # True if texts are garbled, see ``repair_mojibake``.
    has_mojibake: ClassVar[bool] = False

    def matches(self, row: Row) -> bool:
        """Return whether a row has the form of this service's rows."""
        raise NotImplementedError

    def read(self, row: Row) -> RowContent:
        """Return the post in a row, the reason to leave it out, or None if not understood."""
        raise NotImplementedError

    def combined(self, posts: list[Post]) -> list[Post]:
        """Return the posts of all files without duplicates."""
        return unique_posts(posts)


def objects(value: Any) -> list[Values]:
    """Return the JSON objects in a list; a single object is treated as a list of one."""
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]


def text(values: Values, *names: str) -> str:
    """Return the value of the first of these fields that has text, or else an empty string."""
    found = (values.get(name) for name in names)
    return next((each for each in found if isinstance(each, str) and each.strip()), "")


def repair_mojibake(value: Any) -> Any:
    """Return the value with all strings and keys repaired whose letters are bytes of UTF-8.

    Meta writes each byte as a letter of its own: ``rÃ¤ksmÃ¶rgÃ¥s`` for ``räksmörgås``.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [repair_mojibake(each) for each in value]
    if isinstance(value, dict):
        return {_text(key): repair_mojibake(each) for key, each in value.items()}
    return value


def _text(text: str) -> str:
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
