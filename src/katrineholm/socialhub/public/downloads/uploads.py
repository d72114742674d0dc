"""The files uploaded by a form or a program."""

from collections.abc import Mapping
from typing import Any

from ...core.downloads.opening import Upload


def uploads_in(form: Mapping, name: str = "file") -> list[Upload]:
    """Return every file of a field that may have several; empty if none was chosen."""
    given: Any = form.get(name)
    files = given if isinstance(given, list | tuple) else [given]
    # Zope keeps a large one in a temporary file, so that none of it is in memory.
    return [
        Upload(file.filename, file.file)
        for file in files
        if getattr(file, "filename", "") and hasattr(file, "file")
    ]
