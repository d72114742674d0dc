"""The demonstration's process manager: one process is killed, and all end; the next start works."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[1] / "demo"
SOON = 20  # seconds
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


@pytest.fixture
def begin(tmp_path):
    """A function that starts the manager with stand-ins: it, and (own, parent's) pid by name."""
    python, begun = sys.executable, []
    (tmp_path / "one.py").write_text(STAND_IN)
    commands = {
        "zeo": f"exec {python} {DEMO}/last.py {python} one.py zeo",
        "web": f"exec {python} one.py web",
        "worker": f"exec {python} {DEMO}/again.py {python} one.py worker stubborn",
        "feeds": f"exec {python} one.py feeds",
    }
    procfile = "".join(f"{name}: {command}\n" for name, command in commands.items())
    (tmp_path / "Procfile").write_text(procfile)

    def begin():
        for name in NAMES:
            (tmp_path / name).unlink(missing_ok=True)
        command = [python, str(DEMO / "processes.py"), "-f", "Procfile", "-d", ".", "start"]
        manager = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL)
        wait(lambda: all((tmp_path / name).exists() for name in NAMES))
        pids = {name: tuple(map(int, (tmp_path / name).read_text().split())) for name in NAMES}
        begun.append((manager, pids))
        return manager, pids

    yield begin
    for manager, pids in begun:
        for pid in (manager.pid, *(own for own, _parent in pids.values())):
            if is_alive(pid):
                os.kill(pid, signal.SIGKILL)
        manager.wait()


@pytest.mark.parametrize("killed", ["web", "feeds", "zeo", "zeo's parent", "worker's parent"])
def test_all_end_when_one_is_killed_and_the_next_start_works(begin, killed):
    for _time in range(2):
        manager, pids = begin()
        name, _, parent = killed.partition("'")
        os.kill(pids[name][1 if parent else 0], signal.SIGKILL)
        manager.wait(SOON)
        wait(lambda pids=pids: not [name for name in NAMES if is_alive(pids[name][0])])


def test_a_worker_that_is_killed_is_started_again(begin, tmp_path):
    manager, pids = begin()
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
