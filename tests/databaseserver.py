"""Real database servers for a Zope of several processes: ZEO, and PostgreSQL with RelStorage.

``zeo`` and ``postgresql`` are context managers over a folder with a file storage (``Data.fs`` and
``blobs``); they give the server.
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


class Server:
    """A database server; ``storage`` is the section by which a client's configuration names it.

    It is told to end by the signals ``in_order`` and ``at_once``.
    """

    storage = ""
    in_order = at_once = signal.SIGTERM
    process: subprocess.Popen

    def start(self):
        """Returns when clients are served."""
        raise NotImplementedError

    def stop(self):
        """For good: nobody wants the data."""
        self.process.send_signal(self.at_once)
        self.process.wait()

    def restart(self, away: float = 0):
        """As an operator does it; for some seconds nobody is served."""
        with self.stopped():
            time.sleep(away)

    @contextmanager
    def stopped(self):
        """Nobody is served meanwhile."""
        self.process.send_signal(self.in_order)
        self.process.wait()
        yield
        self.start()


class ZeoServer(Server):
    def __init__(self, folder: Path):
        self.folder, self.conf = folder, folder / "zeo.conf"
        self.conf.write_text(ZEO.format(folder=folder))
        self.storage = ZEO_CLIENT.format(folder=folder)

    def start(self):
        with (self.folder / "zeo.log").open("a") as log:
            self.process = subprocess.Popen(
                [BIN / "runzeo", "-C", self.conf],
                cwd=self.folder,
                stderr=log,
                preexec_fn=die_with_parent,
            )


class PostgresServer(Server):
    """Listens on a socket in its folder alone."""

    in_order, at_once = signal.SIGINT, signal.SIGQUIT

    def __init__(self, folder: Path):
        self.folder, self.data, self.user = folder, folder / "data", _unprivileged()
        folder.chmod(0o755)
        self.data.mkdir(mode=0o700)
        if self.user:
            for each in (folder, self.data):
                os.chown(each, self.user.pw_uid, self.user.pw_gid)
        self._run(
            "initdb", "-D", self.data, "-U", "zodb", "-A", "trust", "-E", "UTF8", "--locale=C"
        )

    def start(self):
        options = {"listen_addresses": "", "unix_socket_directories": self.folder, "fsync": "off"}
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with (self.data / "log").open("a") as log:
            self.process = subprocess.Popen(
                [_newest() / "postgres", "-D", self.data, *words],
                cwd="/",
                stdout=log,
                stderr=log,
                process_group=0,  # Ctrl-C in a terminal is told to whoever runs it
                preexec_fn=partial(die_with_parent, signal.SIGQUIT),
                **self._who(),
            )
        self._wait()

    def shell(self, script):
        """Run what an operator would type as the server's user; raises where a command fails."""
        places = {"PATH": f"{_newest()}:{os.environ['PATH']}", "PGHOST": str(self.folder)}
        subprocess.run(
            ["sh", "-euc", script],
            check=True,
            cwd="/",
            timeout=SECONDS,
            env=os.environ | places | {"PGUSER": "zodb", "PGDATABASE": "postgres"},
            **self._who(),
        )

    def _wait(self):
        """It writes down when it is ready; what one that was killed has written stays there."""
        told, end = self.data / "postmaster.pid", time.monotonic() + SECONDS
        own = str(self.process.pid)
        while not told.exists() or {own, "ready"} - {*told.read_text().split()}:
            assert self.process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)

    def _run(self, name, *arguments):
        subprocess.run(
            [_newest() / name, *arguments],
            check=True,
            cwd="/",
            timeout=SECONDS,
            stdout=subprocess.DEVNULL,
            **self._who(),
        )

    def _who(self):
        """PostgreSQL refuses to be root."""
        user = self.user
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


@contextmanager
def zeo(folder: Path):
    """A ZEO server of the folder's file storage."""
    with _running(ZeoServer(folder)) as server:
        yield server


@contextmanager
def postgresql(folder: Path):
    """A PostgreSQL server of its own, into which the folder's file storage has been copied."""
    with empty_postgresql() as server:
        conf = folder / "convert.conf"
        names = {"folder": folder, "server": server.folder, "blobs": "pgblobs"}
        conf.write_text(CONVERT.format(**names) + RELSTORAGE.format(name="destination", **names))
        subprocess.run(
            [BIN / "zodbconvert", conf],
            check=True,
            cwd=folder,
            timeout=SECONDS,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        server.storage = "%import relstorage" + RELSTORAGE.format(name="", **names)
        yield server


@contextmanager
def empty_postgresql():
    """A PostgreSQL server of its own."""
    made = tempfile.TemporaryDirectory(prefix="socialhub-pg-", ignore_cleanup_errors=True)
    with made as name, _running(PostgresServer(Path(name))) as server:
        yield server


@contextmanager
def _running(server):
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _unprivileged():
    """Who is to be PostgreSQL's user; None: whoever runs the tests."""
    return getpwnam("nobody") if os.geteuid() == 0 else None


def _newest():
    """Debian keeps the server's programs beside the path, each version's in a folder."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    return max(versions, key=lambda each: float(each.parent.name))
