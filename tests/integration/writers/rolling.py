"""The last release and this checkout beside each other on one database: ``make test-rolling``.

Two machines serve a site that the last release has made, on PostgreSQL and under load. One is
upgraded and takes the upgrade steps while the other still runs the last release, then the other is.
"""

import os
import re
import shutil
import signal
import subprocess
import tarfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
import requests
from clients import CHANNELS, JSON, Client, Taken
from databaseserver import postgresql
from forking import configured, forking
from integration.writers.test_writers import (
    KINDS,
    MORE,
    check_catalogue,
    check_channels,
    check_entries,
    check_messages,
    source,  # noqa: F401
    taken_of,
)
from mailserver import receiving
from receiving import Handler
from ZODB.config import databaseFromString

from katrineholm.socialhub.core.messages.store import messages_of

ROOT = Path(__file__).parents[3]
SECONDS = int(os.environ.get("SOCIALHUB_ROLLING_SECONDS", "12"))  # of each phase
CHANGES = (ROOT / "CHANGES.rst").read_text("utf-8")
PATIENCE = 600  # seconds; a busy machine takes its time
ADMIN = ("admin", "admin")
PEOPLE = ("anna", "bert")  # of each channel
CLIENTS = 3  # of each web process
VISITED = {
    "hub": "/hub",
    "administration": "/hub/kultur",
    "channel": "/hub/kultur/kanal-0",
    "register": "/hub/@channels?q=Kanal",
    "official list": "/hub/@@official",
    "entries": "/hub/@entries?SearchableText=Nyhet",
    "search": "/@@search?SearchableText=Nyhet",
    "RSS": "/hub/@@rss",
    "Atom": "/hub/@@atom",
    "presence": "/hub/@@facebook-presence",
}
OFFICE = {
    "board": "/hub/@@board",
    "messages": "/hub/@@messages",
    "packages": "/hub/@@packages",
    "record": "/hub/@@record?text=Nyhet",
    "health": "/hub/@health",
    "outbox": "/hub/@@outbox",
    "metrics": "/hub/@@metrics",
    "add-ons": "/@addons",
}


def last_release():
    """The version that was released last, and the commit that cut it; None if it is not here."""
    version = re.search(r"^(\d\S*) \(", CHANGES, re.M)[1]
    words = ["git", "log", "--reverse", "--format=%H", f'-Sversion="{version}"', "setup.py"]
    found = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    return version, next(iter(found.stdout.split()), None)


@pytest.fixture(scope="module")
def former():
    """A checkout of the last release with all that it needs; it is made once."""
    version, commit = last_release()
    if commit is None:
        pytest.skip(f"The commit that cut {version} is not in this clone: git fetch --unshallow")
    folder = ROOT / "var" / "former" / f"{version}-{commit[:12]}"
    if not (folder / ".venv" / ".tools").exists():
        shutil.rmtree(folder, ignore_errors=True)
        packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=-1).stdout
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        subprocess.run(["make", "-s", ".venv/.tools"], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def former_forks(former, tmp_path_factory):
    """What takes orders, by the code of the last release."""
    folder = tmp_path_factory.mktemp("former")
    with forking(folder, former / "tests", former / ".venv" / "bin" / "python") as forks:
        yield forks


@pytest.fixture(scope="module")
def post():
    with receiving() as post:
        yield post


@pytest.fixture(scope="module")
def template(source, post, former_forks, tmp_path_factory):  # noqa: F811
    """A site that the last release has made."""
    feeds = [source.url(f"/{number}") for number in range(CHANNELS)]
    folder = tmp_path_factory.mktemp("template")
    return former_forks.made(folder, "written", post.port, *feeds)


@pytest.fixture
def server(template, tmp_path):
    folder = tmp_path / "database"
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock"))
    with postgresql(folder) as server:
        yield server


@pytest.fixture
def hook():
    """A receiver of webhooks: its ``url``, and what it ``heard``."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as hook:
        hook.heard, hook.url = [], f"http://127.0.0.1:{hook.server_port}/"
        threading.Thread(target=hook.serve_forever, args=(0.01,), daemon=True).start()
        yield hook
        hook.shutdown()


@pytest.fixture
def machine(server, tmp_path):
    """A function that makes a machine, which shares nothing but the database with others."""
    made = []

    def make(name):
        made.append(Machine(tmp_path / name, server))
        return made[-1]

    yield make
    for each in made:
        each.end()


class Machine:
    """A folder of its own, and what runs there."""

    def __init__(self, folder, server):
        folder.mkdir()
        self.folder, self.processes = folder, []
        storage = server.storage.replace("/database/pgblobs", f"/{folder.name}/blobs")
        self.conf = configured(folder / "machine.conf", storage, MORE)

    def web(self, forks):
        """The address of the site on a new web process."""
        port = self.folder / f"{self._start(forks, 'web', self.conf).number}.port"
        assert happens(port.exists)
        return f"http://localhost:{port.read_text()}/plone"

    def worker(self, forks):
        return self._start(forks, "start", "refresh", "--loop", "--conf", self.conf)

    def verified(self, forks):
        """How the verification of the log ends, and what it says."""
        process = self._start(forks, "start", "verify-log", "--conf", self.conf)
        return process.wait(), process.text

    def _start(self, forks, order, *words):
        self.processes.append(Process(self.folder / f"{len(self.processes)}.log", forks))
        self.processes[-1].start(order, *words)
        return self.processes[-1]

    def end(self):
        """As an operator ends all of it."""
        for each in self.processes:
            each.end()


class Process:
    def __init__(self, log, forks):
        self.log, self.forks, self.number = log, forks, 0

    def start(self, order, *words):
        self.number = self.forks.order(order, self.log, *words)

    def end(self):
        """Tell it to end, and wait until it has."""
        if self.number:
            os.kill(self.number, signal.SIGTERM)
            self.wait()

    def wait(self):
        code, self.number = self.forks.order("wait", self.number), 0
        return code

    def says(self, text):
        assert happens(lambda: text in self.text), self.text

    @property
    def text(self):
        return self.log.read_text() if self.log.exists() else ""


class Load:
    """Clients who write, and visitors and officers who read, as long as a block runs."""

    def __init__(self, urls, feed_url):
        self.taken, self.packages = Taken(), set()
        self.clients = [Client(n, url, self.taken, feed_url) for n, url in enumerate(urls)]

    @contextmanager
    def on(self, *urls):
        """Those of these web processes are at work; the others wait."""
        clients, over = [each for each in self.clients if each.url in urls], threading.Event()
        jobs = [*clients, *(Reader(url, self.taken) for url in urls)]
        with ThreadPoolExecutor(len(jobs)) as pool:
            # One by one: two threads may not compile one template at once, see ``test_writers``.
            for each in jobs:
                each.prepare()
            begun = [pool.submit(repeated, each, over) for each in jobs]
            try:
                yield
            finally:
                over.set()
        for each in begun:
            each.result()

    def order(self, *urls):
        """An archivist orders a package by each of the web processes."""
        for url in urls:
            self._order(url, f"kanal-{len(self.packages)}")

    def move(self, old, new):
        """Who was sent to one web process is sent to another."""
        for each in self.clients:
            each.url = new if each.url == old else each.url

    def _order(self, url, channel):
        uid = asked("GET", f"{url}/hub/kultur/{channel}")["UID"]
        days = {"from": "2016-01-01", "to": date.today().isoformat()}
        made = asked("POST", f"{url}/hub/@packages", {"channel": uid, **days})
        self.packages.add(made["@id"].rpartition("/")[2])


def repeated(job, over):
    while not over.is_set():
        job.write(0.1)


class Reader:
    """Somebody who reads each page in turn, as a visitor and as the office."""

    def __init__(self, url, taken):
        self.url, self.taken = url, taken

    def write(self, _seconds):
        for pages, who in ((VISITED, None), (OFFICE, ADMIN)):
            for name, path in pages.items():
                self._read(name, path, who)

    def prepare(self):
        self.write(0)

    def _read(self, name, path, who):
        headers = JSON if "/@" in path and "/@@" not in path else {}
        answer = requests.get(self.url + path, auth=who, headers=headers, timeout=PATIENCE)
        self.taken.answers[f"read {name}", answer.status_code] += 1
        if answer.status_code >= 400:
            self.taken.bad.append((self.url + path, answer.status_code, answer.text[:300]))


def asked(method, url, body=None):
    """What a program of the office is answered."""
    answer = requests.request(method, url, json=body, auth=ADMIN, headers=JSON, timeout=PATIENCE)
    assert answer.status_code < 300, (url, answer.status_code, answer.text[:1000])
    return answer.json() if answer.content else None


def happens(condition):
    """Whether something happens in time."""
    end = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < end:
        time.sleep(0.2)
    return condition()


def upgrade(url):
    """As an operator takes the upgrade steps."""
    asked("POST", f"{url}/@addons/katrineholm.socialhub/upgrade")
    [addon] = [
        each
        for each in asked("GET", f"{url}/@addons")["items"]
        if each["id"] == "katrineholm.socialhub"
    ]
    assert not addon["upgrade_info"]["available"]


def downloaded(url):
    """The packages whose files a web process gives as they were made."""
    items = asked("GET", f"{url}/hub/@packages")["items"]
    return {each["@id"].rpartition("/")[2] for each in items if is_whole(each)}


def is_whole(package):
    """It is ready, and its only file is there."""
    if not package["download"]:
        return False
    file = requests.get(package["download"], auth=ADMIN, timeout=PATIENCE)
    return sha256(file.content).hexdigest() == package["sha256"]


@pytest.fixture
def rolled(machine, forks, former_forks, source, hook, server):  # noqa: F811
    """The load that was on the site while both machines were upgraded."""
    one, two = machine("one"), machine("two")
    old, new = one.web(former_forks), two.web(forks)
    asked("PATCH", f"{old}/@controlpanels/socialhub", {"organisation_number": "212000-0340"})
    wanted = {"do": "make", "url": hook.url, "events": ["message.received"]}
    hook.secret = asked("POST", f"{old}/hub/@webhooks", wanted)["secret"]
    worker = one.worker(former_forks)
    worker.says("Active for plone")
    next_worker = two.worker(forks)
    next_worker.says("standing by")
    load = Load([old, new] * CLIENTS, source.url("/ny"))
    with load.on(old, new):
        load.order(old, new)
        time.sleep(SECONDS)
        # Their files are on the first machine alone.
        assert happens(lambda: downloaded(old) == load.packages)
    assert "Active for" not in next_worker.text
    with load.on(old, new):
        worker.end()
        next_worker.says("Active for plone")
        upgrade(new)
        load.order(old, new)
        time.sleep(SECONDS)
        assert happens(lambda: len(downloaded(new)) == 2)
    with load.on(new):
        one.end()
        last = one.web(forks)
        next_worker.end()
        one.worker(forks).says("Active for plone")
    load.move(old, last)
    with load.on(last, new):
        load.order(last)
        time.sleep(SECONDS)
        for url in (last, new):
            assert happens(lambda url=url: downloaded(url) == load.packages)
    sent = taken_of(load.taken, "report", "contact", "hand in")
    assert happens(lambda: len(hook.heard) >= sent)
    one.end()
    code, told = one.verified(forks)
    assert (code, "all as they were written" in told) == (0, True), told
    print(load.taken)
    return load


def test_nothing_is_lost_or_doubled_or_refused(rolled, server, hook, post):
    taken = rolled.taken
    assert taken.bad == []
    assert {kind for kind, _status in taken.answers} >= KINDS
    with stored(server) as site:
        check_messages(site.hub, taken)
        check_channels(site.hub, taken)
        check_entries(site.hub, taken)
        check_catalogue(site)
        numbers = {*messages_of(site.hub).root["messages"]}
    assert Counter(each["data"]["number"] for each in hook.heard) == Counter(numbers)
    print(len(hook.heard), "webhooks,", len(post.mails), "mails")
    check_mails(post, taken)


def check_mails(post, taken):
    """Both people of each channel that has become official were told so, once."""
    became = [at.rpartition("/ny-")[2] for at, done in taken.steps.items() if len(done) == 2]
    told = [(*to, str(mail["Subject"])) for to, mail in post.mails]
    assert Counter(each for each in told if each[-1].startswith("Officiell")) == Counter(
        (f"{who}@example.se", f"Officiell: Ny {name}") for name in became for who in PEOPLE
    )


@contextmanager
def stored(server):
    """The site as it is stored."""
    database = databaseFromString(f"<zodb>\n{server.storage}\n</zodb>")
    with database.transaction() as connection:
        yield connection.root()["Application"].plone
    database.close()


def test_a_worker_that_nobody_has_stopped_is_ended_by_the_steps(machine, forks, former_forks):
    one, two = machine("one"), machine("two")
    worker = one.worker(former_forks)
    worker.says("Active for plone")
    upgrade(two.web(forks))
    worker.says("standing by")
    next_worker = two.worker(forks)
    next_worker.says("Active for plone")
    begun = worker.text.count("Active for")
    next_worker.end()
    time.sleep(10)  # two looks
    assert worker.text.count("Active for") == begun
    assert "Traceback" not in worker.text + next_worker.text
