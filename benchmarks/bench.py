"""What the subjects share: the channels' servers and a site with all channels, made once."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import running


class Bench:
    """Folders below one temporary folder, and servers that end with it."""

    def __init__(self, folder: Path, stack: ExitStack, told: Callable):
        self.folder = folder
        self.told = told
        self._stack = stack
        self._copies = 0

    @cached_property
    def port(self) -> int:
        """The port of the channels' servers."""
        return running.free_port()

    @cached_property
    def publish(self) -> Callable:
        """Has every channel publish the edition that is given."""
        return self._stack.enter_context(running.feeds(self.folder, self.port))

    @cached_property
    def made(self) -> Path:
        """An instance with every channel, none of them asked yet."""
        self.told("Making a site with 500 channels …")
        folder = running.new_folder(self.folder / "made")
        script = str(running.HERE / "fill.py")
        running.run(folder, sys.executable, script, str(self.port))
        return folder

    @cached_property
    def filled(self) -> Path:
        """An instance whose channels have been retrieved, pictures included."""
        folder = self.copy(self.made)
        self.publish(0)
        self.told("Retrieving 500 channels and their pictures …")
        with running.database(folder):
            running.run(folder, *REFRESH)
        return folder

    def copy(self, folder: Path) -> Path:
        """A copy of an instance, for one measurement."""
        self._copies += 1
        return running.copied(folder, self.folder / f"{folder.name}-{self._copies}")


REFRESH = (str(running.BIN / "socialhub"), "refresh", "--site", running.SITE, "--all")


@contextmanager
def opened(told: Callable = print) -> Iterator[Bench]:
    """A bench; afterwards nothing is left of it."""
    with TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        yield Bench(Path(folder), stack, told)
