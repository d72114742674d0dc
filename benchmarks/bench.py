"""What the subjects share: the channels' servers and a site with all channels, made once."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import running
import sources


class Bench:
    """Folders below one temporary folder, and servers that end with it."""

    def __init__(self, folder: Path, stack: ExitStack, told: Callable):
        self.folder = folder
        self.told = told
        self._stack = stack
        self._copies = 0
        self._made = {}

    @cached_property
    def port(self) -> int:
        """The port of the channels' servers."""
        return running.free_port()

    @cached_property
    def publish(self) -> Callable:
        """Has every channel publish the edition that is given."""
        return self._stack.enter_context(running.feeds(self.folder, self.port))

    @property
    def made(self) -> Path:
        """An instance with every channel, none of them asked yet."""
        return self.made_with(sources.CHANNELS)

    def made_with(self, channels: int) -> Path:
        """An instance with this many channels, none of them asked yet."""
        if channels not in self._made:
            self.told(f"Making a site with {channels:,} channels …")
            folder = running.new_folder(self.folder / f"made-{channels}")
            script = str(running.HERE / "fill.py")
            running.run(folder, sys.executable, script, str(self.port), str(channels))
            self._made[channels] = folder
        return self._made[channels]

    @cached_property
    def filled(self) -> Path:
        """An instance whose channels have been retrieved, pictures included."""
        return self.retrieved(self.copy(self.made))

    def retrieved(self, folder: Path) -> Path:
        """The same instance, whose channels have now been retrieved, pictures included."""
        self.publish(0)
        self.told("Retrieving all channels and their pictures …")
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
