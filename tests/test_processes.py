"""The demonstration's process manager: one process is killed, and all end; the next start works."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.long
DEMO = Path(__file__).parents[1] / "demo"
SOON = 60  # seconds; a busy machine takes its time
# Says who it is, and lives for ever; some do not listen to what they are told.
STAND_IN = """
import os, signal, sys, time
if sys.argv[2:]:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
with open(sys.argv[1] + ".part", "w") as file:
    file.write(f"{os.getpid()} {os.getppid()}")
os.rename(sys.argv[1] + ".part", sys.argv[1])
time.sleep(600)
"""
NAMES = ("zeo", "web", "worker", "feeds")


KILLED = ("web", "feeds", "zeo", "zeo's parent", "worker's parent")


class Demonstration:
    """A manager with stand-ins, in a folder of its own."""

    def __init__(self, folder):
        self.folder, self.begun = folder, []
        (folder / "one.py").write_text(STAND_IN)
        python = sys.executable
        commands = {
            "zeo": f"exec {python} {DEMO}/last.py {python} one.py zeo",
            "web": f"exec {python} one.py web",
            "worker": f"exec {python} {DEMO}/again.py {python} one.py worker stubborn",
            "feeds": f"exec {python} one.py feeds",
        }
        procfile = "".join(f"{name}: {command}\n" for name, command in commands.items())
        (folder / "Procfile").write_text(procfile)

    def begin(self):
        """The manager, and (own, parent's) pid by name."""
        files = {name: self.folder / name for name in NAMES}
        for each in files.values():
            each.unlink(missing_ok=True)
        command = [sys.executable, str(DEMO / "processes.py"), "-f", "Procfile", "-d", ".", "start"]
        manager = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL)
        wait(lambda: all(each.exists() for each in files.values()))
        pids = {name: tuple(map(int, each.read_text().split())) for name, each in files.items()}
        self.begun.append((manager, pids))
        return manager, pids

    def end(self):
        for manager, pids in self.begun:
            for pid in (manager.pid, *(own for own, _parent in pids.values())):
                if is_alive(pid):
                    os.kill(pid, signal.SIGKILL)
            manager.wait()


@contextmanager
def demonstrating(folder):
    demonstration = Demonstration(folder)
    try:
        yield demonstration
    finally:
        demonstration.end()


def kill_twice(folder, killed):
    """Kill one process and see all end, then start and do it again."""
    with demonstrating(folder) as demonstration:
        for _time in range(2):
            manager, pids = demonstration.begin()
            name, _, parent = killed.partition("'")
            os.kill(pids[name][1 if parent else 0], signal.SIGKILL)
            manager.wait(SOON)
            wait(lambda pids=pids: not [name for name in NAMES if is_alive(pids[name][0])])


@pytest.fixture(scope="module")
def killings(tmp_path_factory):
    """What becomes of each, by name: all at once, as they wait for most of the time."""
    folders = {each: tmp_path_factory.mktemp("demo") for each in KILLED}
    with ThreadPoolExecutor(len(KILLED)) as pool:
        yield {each: pool.submit(kill_twice, folders[each], each) for each in KILLED}


@pytest.mark.parametrize("killed", KILLED)
def test_all_end_when_one_is_killed_and_the_next_start_works(killings, killed):
    killings[killed].result()


def test_a_worker_that_is_killed_is_started_again(tmp_path):
    with demonstrating(tmp_path) as demonstration:
        manager, pids = demonstration.begin()
        (tmp_path / "worker").unlink()
        os.kill(pids["worker"][0], signal.SIGKILL)
        wait((tmp_path / "worker").exists)
        again = int((tmp_path / "worker").read_text().split()[0])
        assert manager.poll() is None
        manager.terminate()
        manager.wait(SOON)
        wait(lambda: not is_alive(again))


def wait(is_so):
    end = time.monotonic() + SOON
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_alive(pid):
    """A process that has ended and was not yet asked for is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
