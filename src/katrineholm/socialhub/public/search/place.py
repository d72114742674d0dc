"""Where the index of a hub's entries lies: a file for each hub, on a disk of this machine.

SOCIALHUB_INDEX names the folder, which all processes of a machine may share; unless it is set, it
is a folder in Zope's own for its data (``clienthome``).
"""

import os
from collections.abc import Mapping
from pathlib import Path

from App.config import getConfiguration

VARIABLE = "SOCIALHUB_INDEX"


def record_of(hub, environ: Mapping[str, str] = os.environ) -> Path:
    """The same of what visitors do not see, which lies apart: see ``core.timeline.recorded``."""
    path = file_of(hub, environ)
    return path.with_name(f"{path.stem}-record{path.suffix}")


def file_of(hub, environ: Mapping[str, str] = os.environ) -> Path:
    """The file of a hub, which need not be there yet."""
    folder = environ.get(VARIABLE) or Path(getConfiguration().clienthome, "socialhub-index")
    return Path(folder, f"{hub.UID()}.sqlite3")
