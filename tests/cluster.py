"""Several machines on one database: ``make start-cluster``, and what ``make test-cluster`` tests.

PostgreSQL, three web processes and two workers, each with a folder of its own as on a machine of
its own, and nginx with docs/nginx.conf before them. All of it listens on loopback. The processes
are set up as in the image: by ``container/zope.conf`` and ``container/wsgi.ini``.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, STDOUT
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from cryptography.fernet import Fernet
from databaseserver import BIN, empty_postgresql
from mortal import die_with_parent

from front import MISSING, configured, free_port, is_here

ROOT = Path(__file__).parents[1]
CONTAINER, DEMO = ROOT / "container", ROOT / "demo"
WEBS, WORKERS = 3, 2
MAKER = "maker"  # where the site is made
PATIENCE = 600  # seconds; a busy machine may take its time
IN_ORDER = 60  # seconds until a process that was told to end is killed
RESTART = 5  # seconds until what ended is started again
ENVIRON = {
    "SOCIALHUB_ALLOWED_NETWORKS": "127.0.0.0/8",
    "SOCIALHUB_HOST_SPACING": "0",
    "SOCIALHUB_WORDS": str(ROOT / "var" / "words"),
    "ZPUBLISHER_DEPRECATE_DOCSTRINGS": "error",
    "zope_i18n_compile_mo_files": "1",
    "PYTHONUNBUFFERED": "1",
    "SOCIALHUB_KEYS": os.environ.get("SOCIALHUB_KEYS") or Fernet.generate_key().decode(),
}
SOON = """
Here: http://localhost:{port}/sociala-medier, log in at http://localhost:{port}/login
The web processes by themselves: {webs}
What each has is in {folder}: machine-1 … with its log, nginx
Kill and stop what you like: what ends is started again after {seconds} seconds.
Ctrl-C ends all of it, and nothing is kept."""


class Process:
    """A process with all that it has begun itself, in a folder of its own."""

    def __init__(self, folder: Path, command: list, env: dict[str, str]):
        self.folder, self.command, self.env = folder, command, env
        self.log, self.process, self._begun = folder / "log", None, 0

    def start(self, **env: str) -> None:
        self._begun = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=os.environ | ENVIRON | self.env | env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,  # Ctrl-C in a terminal is told to whoever runs it
                preexec_fn=die_with_parent,
            )

    def send(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """As the kernel does, or a machine that loses its power."""
        self.send(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Tell it to end; what does not is killed."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(IN_ORDER)
        self.kill()

    def said(self) -> str:
        """What it has logged since it was started."""
        return self.log.read_bytes()[self._begun :].decode()


class Cluster:
    """``server`` is the database's, ``webs``, ``workers`` and ``nginx`` are processes."""

    def __init__(self, folder: Path, server, site: str, port: int):
        self.folder, self.server, self.site, self.port = folder, server, site, port
        self.ports = [free_port() for _ in range(WEBS)]
        self.webs = [self._web(number) for number in self.ports]
        self.workers = [self._worker() for _ in range(WORKERS)]
        home = made(folder / "nginx")
        self.nginx = Process(home, configured(home, site, self.ports, port), {})

    @property
    def processes(self) -> list[Process]:
        return [*self.webs, *self.workers, self.nginx]

    @property
    def urls(self) -> list[str]:
        """The site at each web process."""
        return [f"http://127.0.0.1:{port}/{self.site}" for port in self.ports]

    @property
    def url(self) -> str:
        """The site as its visitors reach it."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        for each in self.processes:
            each.start()
        wait_until(self.is_ready)

    def is_ready(self) -> bool:
        """Whether nginx and each web process answer, and each worker is active or stands by."""
        are_webs = all(map(answers, [*self.ports, self.port]))
        return are_webs and all("ctive for" in each.said() for each in self.workers)

    def restart_ended(self) -> list[Path]:
        """Start what has ended, as systemd does with ``Restart=always``; return its folders."""
        ended = [x for x in (self.server, *self.processes) if x.process.poll() is not None]
        for each in ended:
            each.start()
        return [each.folder for each in ended]

    def stop(self) -> None:
        begun = [each for each in self.processes if each.process]
        for each in begun:
            each.send(signal.SIGCONT)  # what stands still cannot end
            each.process.terminate()
        for each in begun:
            each.stop()

    def command(self, *words: str) -> tuple[int, str]:
        """How a command ends on the first machine, and what it tells."""
        return self.run(BIN / "socialhub", *words, "--conf", "zope.conf")

    def run(self, *words) -> tuple[int, str]:
        first = self.webs[0]
        env = os.environ | ENVIRON | first.env
        done = subprocess.run(
            words, cwd=first.folder, env=env, stdout=PIPE, stderr=STDOUT, text=True
        )
        return done.returncode, done.stdout

    def _web(self, port):
        home = self._machine()
        told = [f"http_listen=127.0.0.1:{port}", "http_threads=4", "http_proxy=127.0.0.1"]
        return Process(home, [BIN / "runwsgi", "wsgi.ini", *told], self._own(home))

    def _worker(self):
        home = self._machine()
        words = ["refresh", "--conf", "zope.conf", "--all-sites", "--loop"]
        return Process(home, [BIN / "socialhub", *words], self._own(home))

    def _machine(self):
        number = sum(1 for _ in self.folder.glob("machine-*")) + 1
        return configured_home(self.folder / f"machine-{number}")

    def _own(self, home):
        return database(self.server) | {
            "SOCIALHUB_INDEX": str(made(home / "index")),
            "CHAMELEON_CACHE": str(made(home / "cache")),
        }


def database(server) -> dict[str, str]:
    """By these variables libpq finds it."""
    return {"PGHOST": str(server.folder), "PGUSER": "zodb", "PGDATABASE": "postgres"}


def configured_home(home: Path) -> Path:
    """The folder, with the image's configuration, in which the image's data lie here."""
    conf = (CONTAINER / "zope.conf").read_text("utf-8")
    made(home).joinpath("zope.conf").write_text(conf.replace("/data", str(home)), "utf-8")
    shutil.copy(CONTAINER / "wsgi.ini", home)
    return home


@contextmanager
def cluster(folder: Path, make_site, site: str, port: int):
    """The cluster, at work. ``make_site(home, env)`` makes the site by a home's ``zope.conf``."""
    with empty_postgresql() as server:
        home = configured_home(folder / MAKER)
        make_site(home, os.environ | ENVIRON | database(server))
        running = Cluster(folder, server, site, port)
        try:
            running.start()
            yield running
        finally:
            running.stop()


def made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def answers(port: int) -> bool:
    with suppress(URLError, OSError):
        return urlopen(f"http://127.0.0.1:{port}/@@ok", timeout=20).status == 200
    return False


def wait_until(happened, seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.1)


def main():
    """Run the demonstration so, until Ctrl-C; `demo/run` has set the environment."""
    if not is_here():
        sys.exit(MISSING)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with TemporaryDirectory(prefix="socialhub-cluster-") as name, suppress(KeyboardInterrupt):
        demonstrate(Path(name), int(os.environ["SITE_PORT"]))


def demonstrate(folder, port):
    made_so = cluster(folder, make_demonstration, "katrineholm", port)
    with demonstration(folder / MAKER), made_so as running:
        webs = " ".join(f"http://localhost:{each}/katrineholm" for each in running.ports)
        print(SOON.format(port=port, webs=webs, folder=folder, seconds=RESTART), flush=True)
        keep_running(running)


def make_demonstration(home, env):
    (home / "etc").mkdir()
    shutil.copy(home / "zope.conf", home / "etc/offline.conf")
    env |= {"FRONTEND_PORT": env["SITE_PORT"]}  # nginx: the site has the root of its host
    subprocess.run([sys.executable, DEMO / "site.py"], cwd=home, env=env, check=True)


@contextmanager
def demonstration(home):
    """The servers out there: those that the channels lead to, and the mail server."""
    with ExitStack() as stack:
        for name in ("server", "postbox"):
            process = Process(made(home), [sys.executable, DEMO / f"{name}.py"], {})
            process.start()
            stack.callback(process.stop)
        yield


def keep_running(cluster):
    while True:
        time.sleep(RESTART)
        for folder in cluster.restart_ended():
            print(f"Started again: {folder}", flush=True)


if __name__ == "__main__":
    main()
