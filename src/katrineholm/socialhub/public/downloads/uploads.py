"""The files that a form or a program sends."""

from collections.abc import Mapping
from typing import Any

from ...core.downloads.opening import Upload


def uploads_in(form: Mapping, name: str = "file") -> list[Upload]:
    """Every file of a field that may have several; empty where none was chosen."""
    given: Any = form.get(name)
    files = given if isinstance(given, list | tuple) else [given]
    # Zope keeps a large one in a temporary file, so that none of it is in memory.
    return [
        Upload(file.filename, file.file)
        for file in files
        if getattr(file, "filename", "") and hasattr(file, "file")
    ]
