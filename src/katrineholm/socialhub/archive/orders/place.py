"""Where packages lie: files outside the database, in a folder for each order.

SOCIALHUB_PACKAGES names the folder, which the worker writes and the web server reads; unless it is
set, it is a folder in Zope's own for its data (``clienthome``).
"""

import os
from collections.abc import Mapping
from pathlib import Path

from App.config import getConfiguration

from .book import Order

VARIABLE = "SOCIALHUB_PACKAGES"


def folder_of(hub, environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of a hub's packages, which need not be there yet."""
    folder = environ.get(VARIABLE) or Path(getConfiguration().clienthome, "socialhub-packages")
    return Path(folder, hub.UID())


def file_of(hub, order: Order, number: int) -> Path | None:
    """A part's file, the first being 1; None unless it is there, and as long as it has to be."""
    if not order.has_files or not 0 < number <= len(order.parts):
        return None
    part = order.parts[number - 1]
    path = folder_of(hub) / order.id / order.attempt / f"{part['id']}.zip"
    is_whole = path.is_file() and path.stat().st_size == part["size"]
    return path if is_whole else None
