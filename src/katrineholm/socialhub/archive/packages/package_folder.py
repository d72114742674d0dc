"""The folder of the packages outside the database, with a folder for each order.

SOCIALHUB_PACKAGES names the folder, which the worker writes and the web server reads; by default it
is a folder in Zope's own data folder (``clienthome``).
"""

import os
from collections.abc import Mapping
from pathlib import Path

from App.config import getConfiguration
from plone.dexterity.content import Container

from .order_storage import Order

VARIABLE = "SOCIALHUB_PACKAGES"


def package_folder(hub: Container, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of a hub's packages, which may not exist yet."""
    folder = environ.get(VARIABLE) or Path(getConfiguration().clienthome, "socialhub-packages")
    return Path(folder, hub.UID())


def part_file(hub: Container, order: Order, number: int) -> Path | None:
    """Return the file of a part, the first being 1; None if it is missing or incomplete."""
    if not order.has_files or not 0 < number <= len(order.parts):
        return None
    part = order.parts[number - 1]
    path = package_folder(hub) / order.id / order.attempt / f"{part['id']}.zip"
    is_whole = path.is_file() and path.stat().st_size == part["size"]
    return path if is_whole else None
