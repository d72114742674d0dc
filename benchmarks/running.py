"""The processes of a site in a folder of its own, set up as the demonstration's are.

Everything is bound to loopback and ends with the ``with`` block that began it, also on failure.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

from memory import peaks
from servant import Servant

HERE = Path(__file__).resolve().parent
INSTANCE = HERE.parent / "demo" / "instance"
BIN = Path(sys.executable).parent
PATIENCE = 60
SOON = 0.05  # seconds between two looks at a process
SITE = "katrineholm"
OFFICER, PASSWORD = "informationskontoret", "katrineholm-bench"
ENVIRONMENT = {
    **os.environ,
    "SOCIALHUB_ALLOWED_NETWORKS": "127.0.0.0/8",
    "SOCIALHUB_HOST_SPACING": "0",
    "PYTHONUNBUFFERED": "1",
    "ZPUBLISHER_DEPRECATE_DOCSTRINGS": "error",
}


def new_folder(folder: Path) -> Path:
    """An instance folder like the demonstration's, without a database."""
    shutil.copytree(INSTANCE, folder / "etc")
    for name in ("cache", "blobs"):
        (folder / name).mkdir()
    return folder


def copied(folder: Path, target: Path) -> Path:
    """A copy of an instance whose processes have ended."""
    return Path(shutil.copytree(folder, target, ignore=shutil.ignore_patterns("*.sock", "*.log")))


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def run(folder: Path, *command: str, **environment: str) -> None:
    """Run a command in a folder to its end; raises CalledProcessError where it fails."""
    with open(folder / "run.log", "a") as log:
        environ = {**ENVIRONMENT, **environment}
        subprocess.run(command, cwd=folder, env=environ, stderr=log, stdout=log, check=True)


def peak(folder: Path, *command: str) -> float:
    """Run a command in a folder to its end; the most memory that it has held, in MB."""
    return used(folder, *command)[1]


def used(folder: Path, *command: str) -> tuple[float, float]:
    """The same, after the seconds of the processor that it took.

    Memory is asked for again and again: what Linux tells at the end is that of whoever began the
    process, if this was more.
    """
    most = 0.0
    with open(folder / "run.log", "a") as log:
        begun = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stderr=log, stdout=log)
        while not (ended := os.wait4(begun.pid, os.WNOHANG))[0]:
            most = max([most, *peaks(begun.pid)])
            time.sleep(SOON)
    _pid, status, usage = ended
    begun.returncode = os.waitstatus_to_exitcode(status)
    if begun.returncode:
        raise subprocess.CalledProcessError(begun.returncode, command)
    return usage.ru_utime + usage.ru_stime, most


@contextmanager
def process(folder: Path, *command: str, log: str, **options) -> Iterator[subprocess.Popen]:
    """A process in a folder; at the end it and its children are ended."""
    options = {"cwd": folder, "env": ENVIRONMENT, "start_new_session": True, **options}
    with open(folder / log, "a") as written:
        begun = subprocess.Popen(command, stderr=written, **options)
        try:
            yield begun
        finally:
            end(begun)


@contextmanager
def feeds(folder: Path, port: int, delay: float = 0) -> Iterator:
    """The channels' servers; gives what has them publish an edition. Answers take ``delay`` s."""
    command = (sys.executable, str(HERE / "feed_server.py"), str(port), str(delay))
    with process(folder, *command, log="feeds.log") as begun:
        address = f"http://127.0.0.1:{port}/edition/"
        until(lambda: answers(f"{address}0"), begun)
        yield lambda edition: answers(f"{address}{edition}")


@contextmanager
def database(folder: Path) -> Iterator[None]:
    """The folder's database, served by ZEO."""
    socket_file = folder / "zeo.sock"
    with process(folder, str(BIN / "runzeo"), "-C", "etc/zeo.conf", log="zeo.log") as begun:
        until(socket_file.exists, begun)
        yield


@contextmanager
def web(folder: Path, port: int, site: str = SITE) -> Iterator[subprocess.Popen]:
    """The site on waitress, with what it shows first already in memory."""
    command = (str(BIN / "runwsgi"), "etc/wsgi.ini", f"http_port={port}")
    with process(folder, *command, log="web.log", stdout=subprocess.DEVNULL) as begun:
        until(lambda: answers(f"http://localhost:{port}/{site}"), begun)
        yield begun


@contextmanager
def servant(folder: Path, script: str, *arguments: str) -> Iterator[Servant]:
    """A process of this folder's that takes orders."""
    command = (sys.executable, str(HERE / script), *arguments)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with process(folder, *command, log=f"{script}.log", **pipes) as begun:
        yield Servant(begun)


def answers(address: str) -> bool:
    """Whether a server answers there, and well."""
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            return answer.status == 200
    except OSError:
        return False


def until(ready, begun: subprocess.Popen) -> None:
    """Wait until a process is ready; raises RuntimeError where it is not within a minute."""
    last = time.monotonic() + PATIENCE
    while not ready():
        if begun.poll() is not None or time.monotonic() > last:
            raise RuntimeError(f"{begun.args} did not start")
        time.sleep(0.1)


def end(begun: subprocess.Popen) -> None:
    """End a process and whatever it has started."""
    begun.terminate()
    with suppress(subprocess.TimeoutExpired):
        begun.wait(10)
    with suppress(ProcessLookupError):
        os.killpg(begun.pid, signal.SIGKILL)
    begun.wait()
