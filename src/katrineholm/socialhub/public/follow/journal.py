"""The journal of the mails of one period, a file beside the search index of this machine.

The database says after some mails who got one, the journal after each: so a killed worker doubles
at most the mail in hand, and writing costs less than sending.
"""

import os
from pathlib import Path
from typing import Any, Self

from ..listings.index_update import entry_index_path

LINE = 25  # bytes: a follower's id and a line break


class Journal:
    """The ids of those who got the mail of a feed's period, in the order of their ids."""

    def __init__(self, hub: Any, key: str, until: int):
        self._path = Path(entry_index_path(hub)).parent / f"followers-{key}-{until}"

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        return self

    def __exit__(self, *_error: object) -> None:
        os.close(self._file)

    @property
    def last(self) -> str:
        """The last id, or an empty string."""
        lines = self._path.read_bytes().split(b"\n")
        return max((each.decode() for each in lines if len(each) == LINE - 1), default="")

    def note(self, id: str) -> None:
        """Add an id: it is in the file, whatever becomes of this process."""
        os.write(self._file, f"{id}\n".encode())

    def remove(self) -> None:
        """Delete the file, as the database has all of it."""
        self._path.unlink(missing_ok=True)
