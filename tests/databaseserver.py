"""Real database servers for a Zope of several processes: ZEO, and PostgreSQL with RelStorage.

Each is a context manager over a folder with a file storage (``Data.fs`` and ``blobs``); it gives
the ``<zodb_db>`` section's storage, as a client's configuration has it.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from pwd import getpwnam

from mortal import die_with_parent

BIN = Path(sys.executable).parent
SECONDS = 600  # a busy machine may take its time to start a server

ZEO = """
<zeo>
  address {folder}/zeo.sock
</zeo>
<filestorage 1>
  path {folder}/Data.fs
  blob-dir {folder}/blobs
</filestorage>
<eventlog>
  level WARNING
  <logfile>
    path STDERR
  </logfile>
</eventlog>
"""
ZEO_CLIENT = """
<zeoclient>
  server {folder}/zeo.sock
  storage 1
  name main
  blob-dir {folder}/blobs
  shared-blob-dir on
</zeoclient>
"""
RELSTORAGE = """
<relstorage {name}>
  blob-dir {folder}/{blobs}
  shared-blob-dir false
  <postgresql>
    driver psycopg2
    dsn dbname='postgres' user='zodb' host='{server}'
  </postgresql>
</relstorage>
"""
CONVERT = """
<filestorage source>
  path {folder}/Data.fs
  blob-dir {folder}/blobs
</filestorage>
"""


@contextmanager
def zeo(folder: Path):
    """A ZEO server of the folder's file storage."""
    conf = folder / "zeo.conf"
    conf.write_text(ZEO.format(folder=folder))
    with (
        (folder / "zeo.log").open("w") as log,
        subprocess.Popen(
            [BIN / "runzeo", "-C", conf], cwd=folder, stderr=log, preexec_fn=die_with_parent
        ) as server,
    ):
        try:
            yield ZEO_CLIENT.format(folder=folder)
        finally:
            server.terminate()


@contextmanager
def postgresql(folder: Path):
    """A PostgreSQL server of its own, into which the folder's file storage has been copied."""
    with _server() as server:
        conf = folder / "convert.conf"
        names = {"folder": folder, "server": server, "blobs": "pgblobs"}
        conf.write_text(CONVERT.format(**names) + RELSTORAGE.format(name="destination", **names))
        subprocess.run(
            [BIN / "zodbconvert", conf],
            check=True,
            cwd=folder,
            timeout=SECONDS,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        yield "%import relstorage" + RELSTORAGE.format(name="", **names)


@contextmanager
def _server():
    """Listens on a socket in a folder of its own alone; gives that folder."""
    folder = Path(tempfile.mkdtemp(prefix="socialhub-pg-"))
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if user := _unprivileged():
        for each in (folder, data):
            os.chown(each, user.pw_uid, user.pw_gid)
    try:
        _as(user, "initdb", "-D", data, "-U", "zodb", "-A", "trust", "-E", "UTF8", "--locale=C")
        with _postgres(user, data, folder) as server:
            try:
                _wait_for(server, data / "postmaster.pid")
                yield folder
            finally:
                server.send_signal(signal.SIGQUIT)  # at once: nobody wants the data
    finally:
        shutil.rmtree(folder)


def _postgres(user, data, folder):
    options = {"listen_addresses": "", "unix_socket_directories": folder, "fsync": "off"}
    words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    with (data / "log").open("w") as log:
        return subprocess.Popen(
            [_newest() / "postgres", "-D", data, *words],
            cwd="/",
            stdout=log,
            stderr=log,
            preexec_fn=partial(die_with_parent, signal.SIGQUIT),
            **_who(user),
        )


def _wait_for(server, told):
    """PostgreSQL writes down when it is ready."""
    end = time.monotonic() + SECONDS
    while not told.exists() or told.read_text().split()[-1:] != ["ready"]:
        assert server.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)


def _as(user, name, *arguments):
    """PostgreSQL refuses to be root."""
    subprocess.run(
        [_newest() / name, *arguments],
        check=True,
        cwd="/",
        timeout=SECONDS,
        stdout=subprocess.DEVNULL,
        **_who(user),
    )


def _who(user):
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _unprivileged():
    """Who is to be PostgreSQL's user; None: whoever runs the tests."""
    return getpwnam("nobody") if os.geteuid() == 0 else None


def _newest():
    """Debian keeps the server's programs beside the path, each version's in a folder."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    return max(versions, key=lambda each: float(each.parent.name))
