"""The paths of the index files: one file for each hub, on a disk of this machine.

SOCIALHUB_INDEX names the folder, which all processes of a machine may share; the default is a
folder in Zope's own for its data (``clienthome``).
"""

import os
from collections.abc import Mapping
from pathlib import Path

from App.config import getConfiguration
from plone.dexterity.content import Container

VARIABLE = "SOCIALHUB_INDEX"


def record_index_path(hub: Container, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the path of the index of hidden entries, a separate file."""
    path = entry_index_path(hub, environ)
    return path.with_name(f"{path.stem}-record{path.suffix}")


def entry_index_path(hub: Container, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the path of a hub's index, which need not exist yet."""
    folder = environ.get(VARIABLE) or Path(getConfiguration().clienthome, "socialhub-index")
    return Path(folder, f"{hub.UID()}.sqlite3")
