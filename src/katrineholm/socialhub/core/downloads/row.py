"""One row of a file: what a service's reader is given to understand."""

import re
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from .post import Post

Values: TypeAlias = dict[str, Any]
# A post; why it is left out on purpose; or None where the row is not understood.
Told: TypeAlias = Post | str | None

ACCOUNT = "account"  # a row about the account itself
SHEET = "sheet"  # the place of a line in a workbook


@dataclass(frozen=True, slots=True)
class Row:
    """An object of a JSON file, or a line of a table by its titles.

    ``place`` are the keys that lead to it, joined by points, with ``item`` for a list's.
    ``path`` is the file's, below the download's own folder.
    """

    path: str
    place: str
    values: Values


class Service(Protocol):
    """What reads the rows of one service's download; made anew for each download."""

    name: str
    # The files that are opened at all, by their paths below the download's own folder.
    files: re.Pattern[str]
    # The keys of a row that are understood or passed over.
    known: frozenset[str]
    # Whether its letters are bytes of other letters, see ``mojibake``.
    is_torn: bool

    def fits(self, row: Row) -> bool:
        """Whether a file of this service has such rows: told by its shape."""

    def read(self, row: Row) -> Told:
        """What a row says."""

    def finished(self, posts: list[Post]) -> list[Post]:
        """The posts, when all files have been read: what belongs together is one."""


def objects(value: Any) -> list[Values]:
    """The objects in a list, or the one that stands where a list is meant."""
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]


def text(values: Values, *names: str) -> str:
    """The first of these fields that has a text; empty without one."""
    found = (values.get(name) for name in names)
    return next((each for each in found if isinstance(each, str) and each.strip()), "")
