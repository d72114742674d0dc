"""Four web servers and a worker write at once, on the databases that a site runs on."""

import os
import re
import shutil
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path

import pytest
import requests
from Acquisition import aq_base
from clients import CHANNELS, JSON, STEPS, Client, Taken
from forking import configured
from mailserver import receiving
from plone.portlets.constants import CONTEXT_ASSIGNMENT_KEY
from webserver import listening
from ZODB.config import databaseFromString
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.entry import is_visible
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.intake.public_submissions import message_reports
from katrineholm.socialhub.inbox.intake.rate_limit import LIMIT_FACTOR, SLOW_FACTOR
from katrineholm.socialhub.inbox.intake.receipts import receipt_message
from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.site.settings.registry import PREFIX, ISocialHubSettings

pytestmark = pytest.mark.long

# The demand is a minute; the suite looks a while, a careful person says 60.
SECONDS = int(os.environ.get("SOCIALHUB_WRITERS_SECONDS", "5"))
# Here, too: the demand is 2,000.
REPORTS = int(os.environ.get("SOCIALHUB_WRITERS_REPORTS", "100"))
WEBS, CLIENTS = 4, 8
THREADS = 4  # of each web server
OFTEN = ISocialHubSettings["reports_per_hour"].default
PATIENT, PAUSE = (
    SLOW_FACTOR * OFTEN,
    3600 // ((LIMIT_FACTOR - SLOW_FACTOR) * OFTEN),
)  # of one visitor's reports
AT_ONCE = 32  # reports: twice as many as there are threads to take them
KINDS = {
    *("report", "contact", "create", "change", "step", "hand in", "note", "hide", "refresh"),
    *("absence", "portlet", "setting"),
}
FOLLOWED = ("add", *STEPS)
PATIENCE = 600  # seconds; a busy machine takes its time to start servers
# As often as those are told to let Zope try who run a site.
ADVICE = (Path(__file__).parents[3] / "docs" / "drift.md").read_text("utf-8")
[TRIES] = re.findall(r"^ +max-conflict-retries (\d+)$", ADVICE, re.MULTILINE)
MORE = f"""
trusted-proxy 127.0.0.1
max-conflict-retries {TRIES}
"""


@pytest.fixture(scope="module")
def source():
    """A feed with something new each time it is asked."""
    numbers = count(1)

    def news(request):
        last = next(numbers)
        items = "".join(
            f"<item><guid>{request.path}#{n}</guid><title>Nyhet {n}</title></item>"
            for n in range(last, max(0, last - 10), -1)
        )
        body = f'<rss version="2.0"><channel><title>B</title>{items}</channel></rss>'.encode()
        yield b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)

    with listening() as server:
        server.answer_at = server._plays.get
        server._plays = Everywhere(news)
        yield server


class Everywhere(dict):
    """The same answer at each path."""

    def __init__(self, answer):
        super().__init__()
        self.answer = answer

    def __missing__(self, path):
        return self.answer


@pytest.fixture(scope="module")
def template(source, forks, tmp_path_factory):
    """A site, in a file storage."""
    feeds = [source.url(f"/{number}") for number in range(CHANNELS)]
    with receiving() as post:
        yield forks.made(tmp_path_factory.mktemp("template"), "written", post.port, *feeds)


@pytest.fixture
def cluster(template, forks, tmp_path, database_server):
    """Four web servers and a worker over one database."""
    folder = tmp_path / "instance"
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock"))
    with database_server(folder) as server:
        yield Cluster(folder, server, forks)


class Cluster:
    def __init__(self, folder, server, forks):
        self.folder, self.server, self.order = folder, server, forks.order
        self.conf = configured(folder / "cluster.conf", server.storage, MORE)

    @contextmanager
    def running(self):
        """The addresses of the site on each web server; the worker is at work, too."""
        log = self.folder / "worker.log"
        started = [self.order("web", self.folder / f"web{n}.log", self.conf) for n in range(WEBS)]
        ports = [self.folder / f"{number}.port" for number in started]
        started.append(self.order("start", log, "refresh", "--loop", "--conf", self.conf))
        try:
            wait_until(lambda: all(each.exists() for each in ports))
            wait_until(lambda: "Active for plone" in log.read_text())
            yield [f"http://localhost:{each.read_text()}/plone" for each in ports]
        finally:
            for number in started:
                os.kill(number, signal.SIGTERM)
            for number in started:
                self.order("wait", number)

    def command(self, *arguments):
        """How a command ends, and what it tells."""
        log = self.folder / f"{arguments[0]}.log"
        number = self.order("start", log, *arguments, "--conf", self.conf)
        return self.order("wait", number), log.read_text()

    @contextmanager
    def site(self):
        """The site as it is stored."""
        database = databaseFromString(f"<zodb>\n{self.server.storage}\n</zodb>")
        with database.transaction() as connection:
            yield connection.root()["Application"].plone
        database.close()


def wait_until(happened):
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def written(urls, feed_url):
    """What was taken of all that eight clients have sent in the time given."""
    taken = Taken()
    clients = [Client(n, urls[n % WEBS], taken, feed_url) for n in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        # Python 3.11 may fail where two threads compile templates at once (CPython, gh-106905):
        # the first client of each server sees the pages alone.
        for each in (clients[:WEBS], clients[WEBS:]):
            list(pool.map(Client.prepare, each))
        list(pool.map(lambda each: each.write(SECONDS), clients))
    assert {kind for kind, _status in taken.answers} == KINDS
    return taken


def test_nothing_is_refused_and_nothing_is_lost_when_all_write_at_once(cluster, source):
    with cluster.running() as urls:
        taken = written(urls, source.url("/ny"))
    print(taken)
    assert taken.bad == []
    code, told = cluster.command("verify-log")
    assert (code, "all as they were written" in told) == (0, True)
    with cluster.site() as site:
        hub = site.hub
        check_messages(hub, taken)
        check_channels(hub, taken)
        check_entries(hub, taken)
        check_catalogue(site)
        check_site(site, taken)
    worker = (cluster.folder / "worker.log").read_text()
    assert "Traceback" not in worker
    assert worker.count(" new, ") >= CHANNELS


def test_of_a_flood_of_reports_none_is_lost_and_one_client_alone_is_told_to_wait(cluster):
    with cluster.running() as urls:
        flood = reported(urls, [Reported(n, f"10.9.{n // 250}.{n % 250}") for n in range(REPORTS)])
        began = time.monotonic()
        greedy = reported(urls, [Reported(n, "10.8.0.1") for n in range(PATIENT + 50)])
        pauses = (time.monotonic() - began) // PAUSE
    assert Counter(each.status for each in flood) == {201: REPORTS}
    receipts = {each.receipt: each.text for each in flood}
    assert len(receipts) == REPORTS
    taken = [each for each in greedy if each.status == 201]
    assert PATIENT <= len(taken) <= PATIENT + (1 + pauses) * WEBS * THREADS
    refused = [each for each in greedy if each not in taken]
    assert {each.status for each in refused} == {429}
    assert all(0 < each.wait <= PAUSE for each in refused)
    code, told = cluster.command("verify-log")
    assert (code, "all as they were written" in told) == (0, True)
    with cluster.site() as site:
        check_reports(site.hub, receipts | {each.receipt: each.text for each in taken})


def test_a_restart_of_the_database_loses_no_report(cluster):
    with cluster.running() as urls, ThreadPoolExecutor(1) as pool:
        visitors = [Reported(n, f"10.7.0.{n}", patient=True) for n in range(REPORTS)]
        sending = pool.submit(reported, urls, visitors)
        # Here, not there: what a thread has begun ends with it, see ``mortal``.
        cluster.server.restart(away=1)
        sent = sending.result()
        later = reported(urls, [Reported(n, f"10.7.1.{n}") for n in range(AT_ONCE)])
    assert Counter(each.status for each in sent + later) == {201: REPORTS + AT_ONCE}
    with cluster.site() as site:
        hub = site.hub
        told = [
            each
            for number in messages_of(hub).root["messages"]
            for each in message_reports(hub, number)
        ]
    # Who was told of a fault may have been heard all the same, and was then heard twice.
    receipts = {each["receipt_number"]: each["text"] for each in told}
    assert {each.receipt: each.text for each in sent + later}.items() <= receipts.items()


def test_what_one_server_writes_all_show_at_the_next_request(cluster):
    with cluster.running() as urls:
        sent(urls[0], "/hub/kultur/kanal-0/@entries", **OTHER)
        assert [hits(url) for url in urls] == [0] * WEBS
        # Whoever begins last reads the index, and knows no more than those who have run for long.
        assert cluster.command("index", "--only", "entries")[0] == 0
        assert met(urls) == set()  # what is a page is kept there from now on
        entry = sent(urls[0], "/hub/kultur/kanal-0/@entries", **POST)["id"]
        assert [hits(url) for url in urls] == [1] * WEBS
        assert met(urls) == {(url, path) for url in urls for path in PATHS}
        sent(urls[1], f"/hub/@mask/{entry}", words=["Simtag"], reason="Personuppgift")
        assert [hits(url) for url in urls] == [0] * WEBS
        assert met(urls) == set()


OTHER = {"title": "Isbana", "text": "Vinter", "link": "https://kanal-0.example.se/isbana"}
POST = {"title": "Simtag", "text": "Sommar", "link": "https://kanal-0.example.se/simtag"}


# A page that is kept, a feed, the site's search and what it suggests.
PATHS = (
    "/hub",
    "/hub/@@rss",
    *(f"/@@{name}search?SearchableText=simtag" for name in ("", "ajax-")),
)


def met(urls):
    """Where a visitor reads the entry's title, on each server."""
    told = {
        (url, path): requests.get(url + path, timeout=PATIENCE) for url in urls for path in PATHS
    }
    assert {each.status_code for each in told.values()} == {200}
    return {at for at, each in told.items() if "Simtag" in each.text}


def hits(url):
    """How many entries a visitor's search finds for the word."""
    asked = {"SearchableText": "simtag"}
    answer = requests.get(f"{url}/hub/@entries", asked, headers=JSON, timeout=PATIENCE)
    return answer.json()["items_total"]


def sent(url, path, **body):
    """What an administrator's program is answered."""
    how = {"auth": ("admin", "admin"), "headers": JSON, "timeout": PATIENCE}
    answer = requests.post(f"{url}{path}", json=body, **how)
    answer.raise_for_status()
    return answer.json()


def check_reports(hub, receipts):
    """Each receipt leads to a message that tells of its report; no other report is there."""
    numbers = {receipt: receipt_message(hub, receipt) for receipt in receipts}
    told = [each for number in set(numbers.values()) for each in message_reports(hub, number)]
    assert {each["receipt_number"]: each["text"] for each in told} == receipts
    assert len(told) == len(receipts)
    assert set(numbers.values()) == set(messages_of(hub).root["messages"])


class Reported:
    """A report by a visitor: every other one is about the same comment.

    Somebody patient sends it again as long as the server says that it has a fault.
    """

    def __init__(self, number, visitor, patient=False):
        self.patient = patient
        self.text, self.visitor = f"Fel {visitor} {number}", visitor
        self.quote = f"Kommentar {number}" if number % 2 else "Alla ser det"
        self.address = f"https://kanal-1.example.se/{number if number % 2 else 'alla'}"
        self.status, self.receipt, self.wait = None, "", 0

    def send(self, url):
        while self._is_refused(url) and self.patient:
            time.sleep(0.5)

    def _is_refused(self, url):
        answer = requests.post(
            f"{url}/hub/kultur/kanal-1/@report",
            json={
                **{"address": self.address, "quote": self.quote},
                **{"reason": "other", "text": self.text},
            },
            headers={"Accept": "application/json", "X-Forwarded-For": self.visitor},
            timeout=PATIENCE,
        )
        self.status, self.wait = answer.status_code, int(answer.headers.get("Retry-After", 0))
        self.receipt = answer.json().get("receipt", "") if self.status < 500 else ""
        return self.status >= 500


def reported(urls, reports):
    """The reports, after all were sent, as many at once as can be."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda each, url: each.send(url), reports, cycle(urls)))
    return reports


def check_messages(hub, taken):
    """Each receipt leads to a message of its own; each note is there once."""
    numbers = {receipt: receipt_message(hub, receipt) for receipt in taken.receipts}
    assert len(set(numbers.values())) == len(taken.receipts) == taken_of(taken, "report", "contact")
    messages = messages_of(hub)
    for receipt, number in numbers.items():
        told = messages[number]["captured"]
        said = told["reported"]["text"] if told["reported"] else told["text"]
        assert said.rpartition(" ")[2] == taken.receipts[receipt]
    assert len(messages) == len(numbers) + taken_of(taken, "hand in")
    for number, notes in taken.notes.items():
        log = [line["given"]["text"] for line in messages.log(number) if line["step"] == "note"]
        assert log == notes


def taken_of(taken, *kinds):
    return sum(number for (kind, _status), number in taken.answers.items() if kind in kinds)


def check_channels(hub, taken):
    """Each channel is there as it was written last, and its log has each step once."""
    there = {path(each): each for each in channels(hub) if each.getId().startswith("ny-")}
    assert {at: channel.description for at, channel in there.items()} == taken.channels
    steps = Counter((line["path"], line["step"]) for line in history.hub_lines(hub))
    for at, channel in there.items():
        done = {step: steps[f"/plone{at}", step] for step in FOLLOWED}
        assert done == {step: int(step in ("add", *taken.steps[at])) for step in FOLLOWED}
        absences = getattr(aq_base(channel), "absences", None) or ()
        assert {each["first"] for each in absences} == taken.absences[at]


def channels(hub):
    return [channel for place in hub.objectValues() for channel in place.objectValues()]


def path(channel):
    return "/".join(channel.getPhysicalPath()).removeprefix("/plone")


def check_entries(hub, taken):
    """No entry is there twice, and what was hidden last is hidden."""
    timeline = timeline_of(hub)
    for channel in channels(hub):
        entries = list(all_entries(timeline, channel.UID()))
        assert len(entries) == len({entry["title"] for entry in entries})
        assert channel_outline(timeline, channel.UID()).entries == sum(map(is_visible, entries))
    hidden = {id: bool(timeline.get(id)["hidden"]) for id in taken.hidden}
    assert hidden == taken.hidden


def check_catalogue(site):
    """What lies in the hub is in the catalogue once, and nothing else is."""
    catalog = site.portal_catalog._catalog
    hub = site.hub
    there = [hub, *hub.objectValues(), *channels(hub)]
    paths = {"/".join(each.getPhysicalPath()) for each in there}
    assert {path for path in catalog.uids if path.startswith("/plone/hub")} == paths
    assert dict(catalog.uids) == {path: rid for rid, path in catalog.paths.items()}
    assert len(catalog) == len(catalog.data) == len(catalog.uids)
    states = catalog.indexes["review_state"]
    for each in channels(hub):
        rid = catalog.uids["/".join(each.getPhysicalPath())]
        [history] = each.workflow_history.values()
        assert states.getEntryForObject(rid) == history[-1]["review_state"]


def check_site(site, taken):
    """Portlets and settings, and the worker's lease, which was given back."""
    column = IAnnotations(site)[CONTEXT_ASSIGNMENT_KEY]["plone.rightcolumn"]
    assert taken.portlets <= {getattr(each, "header", "") for each in column.values()}
    record = site.portal_registry.records[f"{PREFIX}.confirm_after"]
    assert record.value == taken.settings
    assert lease.worker_sign(site, int(time.time())).seen is None
