"""What takes long to make is kept in ``var/bench``, as long as what it is made of is the same."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

import running

CODE = running.HERE.parent / "src" / "katrineholm" / "socialhub"
KEPT = running.HERE.parent / "var" / "bench"


def kept(name: str, files: Iterable[Path], make: Callable[[Path], None], told: Callable) -> Path:
    """An instance that ``make`` fills; what was made of other files is thrown away."""
    folder = KEPT / f"{name}-{sha256(b''.join(map(Path.read_bytes, files))).hexdigest()[:12]}"
    if not (folder / "made").exists():
        told(f"Making {name}, kept in var/bench …")
        for old in KEPT.glob(f"{name}-*"):
            rmtree(old)
        running.new_folder(folder)
        make(folder)
        (folder / "made").touch()
    return folder


def code(*parts: str) -> list[Path]:
    """The files of some wings and rooms."""
    return [path for part in parts for path in sorted((CODE / part).rglob("*.[px][ym]*"))]


def scripts(*names: str) -> list[Path]:
    """Some of the benchmarks' own files."""
    return [running.HERE / f"{name}.py" for name in names]
