"""The rows of a download's files: their values, and the base class of the services' readers."""

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
    """An object of a JSON file, or a row of a table keyed by its column titles.

    ``place`` is the path of keys to the object, joined by dots, with ``item`` for a list.
    ``path`` is the file's, relative to the download's folder.
    """

    path: str
    place: str
    values: Values


class RowReader:
    """A reader of one service's rows; each download has a new one."""

    name: ClassVar[str]
    # The paths of the files to open, relative to the download's folder.
    files: ClassVar[re.Pattern[str]]
    # The keys of a row that are understood or ignored.
    known: ClassVar[frozenset[str]]
    # True if texts are garbled, see ``repair_mojibake``.
    has_mojibake: ClassVar[bool] = False

    def matches(self, row: Row) -> bool:
        """Return whether the row has the shape of this service's rows."""
        raise NotImplementedError

    def read(self, row: Row) -> RowContent:
        """Return the post of a row, or the reason why there is none."""
        raise NotImplementedError

    def combined(self, posts: list[Post]) -> list[Post]:
        """Return the posts of all files, each once."""
        return unique_posts(posts)


def objects(value: Any) -> list[Values]:
    """Return the objects in a list, or a single object in the place of a list."""
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]


def text(values: Values, *names: str) -> str:
    """Return the text of the first of these fields that has one, else an empty one."""
    found = (values.get(name) for name in names)
    return next((each for each in found if isinstance(each, str) and each.strip()), "")


def repair_mojibake(value: Any) -> Any:
    """Return the value with all texts and keys repaired that can be bytes of UTF-8.

    Meta writes each of these as a letter of its own: ``rÃ¤ksmÃ¶rgÃ¥s`` for ``räksmörgås``.
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
