"""The journal of the mails of one period, a file beside the search index of this machine.

The database says after some mails who got one, the journal after each: so a killed worker doubles
at most the mail in hand, and writing costs less than sending.
"""

import os
from pathlib import Path
from typing import Any, Self

from ..listings.index_update import entry_index_path

DIGITS = 24  # of a follower's id


class Journal:
    """The ids of those who got the mail of a feed's period; ``last`` is the last one, or ""."""

    def __init__(self, hub: Any, key: str, until: int):
        self._path = Path(entry_index_path(hub)).parent / f"followers-{key}-{until}"

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        lines = self._path.read_text("ascii").split("\n")
        self.last = max((each for each in lines if len(each) == DIGITS), default="")
        return self

    def __exit__(self, *_error: object) -> None:
        os.close(self._file)

    def note(self, id: str) -> None:
        """Add an id: it is in the file, whatever becomes of this process."""
        os.write(self._file, f"{id}\n".encode())
        self.last = id

    def remove(self) -> None:
        """Delete the file, as the database has all of it."""
        self._path.unlink(missing_ok=True)
