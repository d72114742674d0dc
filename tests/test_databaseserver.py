"""The database servers of the tests end with the tests, however these are ended."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SOON = 120  # seconds; a busy machine takes its time
# As a test that is at work: says which processes it has begun.
AT_WORK = """
import os, pathlib, signal, sys, time
import databaseserver
from ZODB.FileStorage import FileStorage

# Shells have what they start in the background ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
folder = pathlib.Path(sys.argv[2])
FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs")).close()
with getattr(databaseserver, sys.argv[1])(folder):
    me = os.getpid()
    print(pathlib.Path(f"/proc/{me}/task/{me}/children").read_text(), flush=True)
    time.sleep(600)
"""


@pytest.fixture
def folder():
    """A folder that PostgreSQL's user may enter, unlike ``tmp_path``."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("server", ["zeo", "postgresql"])
def test_a_server_ends_with_the_tests(server, number, folder):
    command = [sys.executable, "-c", AT_WORK, server, folder]
    environ = os.environ | {"PYTHONPATH": str(TESTS), "TMPDIR": str(folder)}
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as at_work:
        begun = at_work.stdout.readline().split()
        at_work.send_signal(number)
    assert begun
    end = time.monotonic() + SOON
    while any(is_alive(pid) for pid in begun):
        assert time.monotonic() < end
        time.sleep(0.05)


def is_alive(pid):
    """What nobody has waited for is listed, but ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
