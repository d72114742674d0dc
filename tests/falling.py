"""The parts of a cluster fall one after the other, under load: ``make test-cluster``.

Visitors read pages that nginx keeps, and others; reports, entries and news of the channels come in.
What each part's fall costs them is printed as a table.
"""

import json
import os
import re
import signal
import time
from base64 import b64encode
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from subprocess import run
from sys import executable

import pytest
import requests
from cluster import answers, cluster, free_port, wait_until
from mailserver import receiving
from PIL import Image
from visitors import KEPT, Load
from webserver import listening

from front import MISSING, is_here
from katrineholm.socialhub.site.settings.registry import ISocialHubSettings

pytestmark = pytest.mark.skipif(not is_here(), reason=MISSING)

CHANNELS, NEWS_SECONDS, WINDOW = 6, 4, 40
TAKEN_OVER, EVERYWHERE = 60, 2  # seconds, as demanded
OFTEN = ISocialHubSettings["reports_per_hour"].default
WRONG = (
    {
        "LD_PRELOAD": str(library),
        "FAKETIME": "+1000s",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    if (library := next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None))
    else {}
)
NO_FAKETIME = "libfaketime is not here: apt-get install libfaketime"
MAKE = "import sys, written; written.make(*sys.argv[1:], interval=0.1)"
INSTANCE = Path(__file__).parent / "instance"
HOW = {"auth": ("admin", "admin"), "headers": {"Accept": "application/json"}, "timeout": 60}


class Source:
    """Feeds that have something new every few seconds, until they are told to have no more."""

    def __init__(self):
        self.began, self.ended = time.monotonic(), None

    def last(self):
        return int(((self.ended or time.monotonic()) - self.began) / NEWS_SECONDS) + 1

    def __call__(self, request):
        last = self.last()
        items = "".join(
            f"<item><guid>{request.path}#{n}</guid><title>Nyhet {n}</title></item>"
            for n in range(last, max(0, last - WINDOW), -1)
        )
        body = f'<rss version="2.0"><channel><title>B</title>{items}</channel></rss>'.encode()
        yield b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


@pytest.fixture(scope="module")
def source():
    return Source()


@pytest.fixture(scope="module")
def running(source, tmp_path_factory):
    """The cluster, with a site whose channels are asked all the time."""
    with listening() as server, receiving() as post:
        feeds = [f"/{number}" for number in range(CHANNELS)]
        for path in feeds:
            server.plays(path, source)
        words = [str(post.port), *map(server.url, feeds)]
        make = partial(make_site, words)
        with cluster(tmp_path_factory.mktemp("cluster"), make, "plone", free_port()) as running:
            yield running


def make_site(words, home, env):
    (home / "offline.conf").write_text((home / "zope.conf").read_text())
    env["PYTHONPATH"] = os.pathsep.join([str(INSTANCE), str(INSTANCE.parent)])
    with (home / "log").open("w") as log:
        run([executable, "-c", MAKE, *words], cwd=home, env=env, check=True, stderr=log)


# What one web process writes, all show.


@pytest.fixture(scope="module")
def entry(running):
    """An entry with a picture, written through the first web process, when all have begun."""
    assert {shown(url, "/hub").status_code for url in running.urls} == {200}
    picture = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    images = [{"alt": "Blågrönt", "data": b64encode(picture.getvalue()).decode()}]
    body = {"title": "Simtag", "text": "Sommar", "link": "https://kanal-0.example.se/simtag"}
    made = sent(running.urls[0], "/hub/kultur/kanal-0/@entries", **body, images=images)
    return made["id"]


def sent(url, path, **body):
    answer = requests.post(f"{url}{path}", json=body, **HOW)
    assert answer.status_code < 300, answer.text
    return answer.json()


def shown(url, path):
    return requests.get(f"{url}{path}", timeout=60)


def is_everywhere(running, seen):
    """Whether each web process shows it to those who ask in time."""

    def is_there(url):
        end = time.monotonic() + EVERYWHERE
        while not (found := seen(url)) and time.monotonic() < end:
            time.sleep(0.1)
        return found

    with ThreadPoolExecutor(len(running.urls)) as pool:
        return all(pool.map(is_there, running.urls))


def test_an_entry_and_its_picture_are_seen_through_all(running, entry):
    [image] = requests.get(f"{running.urls[0]}/hub/kultur/kanal-0/@entries/{entry}", **HOW).json()[
        "images"
    ]
    path = image["src"].partition("/plone")[2]
    assert is_everywhere(running, lambda url: "Simtag" in shown(url, "/hub").text)
    assert is_everywhere(running, lambda url: shown(url, path).status_code == 200)
    sent(running.urls[1], f"/hub/@entry/{entry}", do="hide", reason="Fel bild")
    assert is_everywhere(running, lambda url: "Simtag" not in shown(url, "/hub").text)
    assert is_everywhere(running, lambda url: shown(url, path).status_code == 404)
    sent(running.urls[2], f"/hub/@entry/{entry}", do="show")
    assert is_everywhere(running, lambda url: "Simtag" in shown(url, "/hub").text)


def test_what_is_important_now_is_seen_through_all(running, entry):
    until = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 900))
    sent(running.urls[1], "/hub/@crisis", entry=entry, until=until)
    assert is_everywhere(running, lambda url: "Viktigt nu" in shown(url, "/hub").text)
    sent(running.urls[2], "/hub/@crisis", active=False)
    assert is_everywhere(running, lambda url: "Viktigt nu" not in shown(url, "/hub").text)


def test_reports_and_their_brake_are_the_same_through_all(running):
    def status(url, number=0):
        told = {"address": f"https://kanal-1.example.se/b{number}", "quote": f"Bromsad {number}"}
        how = HOW | {"auth": None, "headers": HOW["headers"] | {"X-Forwarded-For": "10.1.1.1"}}
        body = told | {"reason": "other", "text": f"Bromsad {number}"}
        return requests.post(f"{url}/hub/kultur/kanal-1/@report", json=body, **how).status_code

    taken = [status(running.urls[0], number) for number in range(2 * OFTEN)]
    assert {*taken} == {201}
    assert [status(url) for url in running.urls] == [429] * len(running.urls)

    def texts(url):
        answer = requests.get(f"{url}/hub/@messages?SearchableText=Bromsad", **HOW)
        return answer.json()["items_total"]

    assert is_everywhere(running, lambda url: texts(url) == 2 * OFTEN)


# The parts fall under load.


class Trial:
    """The cluster under load; ``falls`` are (name, begin, end, what is told of it)."""

    def __init__(self, running, load):
        self.running, self.load, self.falls, self.closed = running, load, [], (0, 0)

    @contextmanager
    def fall(self, name):
        """Something falls, and all is well again; what it gives is told beside its figures."""
        told, began = [], time.monotonic()
        yield told
        self.running.restart_ended()
        wait_until(self.running.is_ready)
        # One that has lost the lease may not have noticed yet.
        wait_until(lambda: [*map(is_active, self.running.workers)].count(True) == 1)
        time.sleep(SETTLED)
        self.falls.append((name, began, time.monotonic(), ", ".join(told)))

    def asked(self, kinds, since=0, until=float("inf")):
        """The answers to those who asked then; while nginx itself is gone nobody can answer."""
        first, last = self.closed
        return [
            each
            for each in self.load.answers
            if each.kind in kinds and since <= each.at < until
            if each.status or each.at > last or each.at + each.seconds < first
        ]

    def bad(self, kinds, *when):
        """Those of the answers that are; and how many answers there are."""
        asked = self.asked(kinds, *when)
        return [each for each in asked if not each.is_good], len(asked)

    def cells(self, kinds, *when):
        bad, number = self.bad(kinds, *when)
        slowest = max((each.seconds for each in self.asked(kinds, *when)), default=0)
        statuses = Counter(str(each.status) for each in bad)
        told = ", ".join(f"{n} × {status}" for status, n in statuses.items())
        return f"{len(bad)} of {number} {told} | {slowest:.1f} s"

    def __str__(self):
        lines = ["| what fell | kept pages | slowest | others | slowest | |", "|---" * 6 + "|"]
        for name, since, until, told in [*self.falls, ("all", 0, float("inf"), "")]:
            kept, others = (self.cells(kinds, since, until) for kinds in (("kept",), OTHERS))
            lines.append(f"| {name} | {kept} | {others} | {told} |")
        return "\n".join(lines)


OTHERS = ("other", "report", "entry")
SETTLED = 4  # seconds
STANDING = re.compile("Active for|standing by|lease is lost")


@pytest.fixture(scope="module")
def trial(running):
    load = Load("localhost", running.port)
    for path in KEPT:
        shown(running.url, path)
        assert shown(running.url, path).headers["X-Cache"] == "HIT"
    with load.steady():
        trial = Trial(running, load)
        time.sleep(SETTLED)
        yield trial
    print(f"\n{trial}")


def active(running):
    """The worker that is active, and the one that stands by."""
    return sorted(running.workers, key=is_active, reverse=True)


def is_active(worker):
    lines = [line for line in worker.said().splitlines() if STANDING.search(line)]
    return bool(lines) and "Active for" in lines[-1]


def taken_over(worker):
    """Wait until the worker has become active."""
    began = time.monotonic()
    wait_until(lambda: is_active(worker), TAKEN_OVER)
    return f"another worker after {time.monotonic() - began:.1f} s"


def test_a_web_process_is_killed(trial):
    web = trial.running.webs[0]
    with trial.fall("a web process, killed"):
        web.kill()
        time.sleep(SETTLED)


def test_a_web_process_is_stopped(trial):
    with trial.fall("a web process, stopped"):
        trial.running.webs[1].stop()


def test_a_web_process_is_frozen(trial):
    web = trial.running.webs[2]
    with trial.fall("a web process, frozen for 25 s"):
        web.send(signal.SIGSTOP)
        time.sleep(25)
        web.send(signal.SIGCONT)


def test_the_active_worker_is_killed(trial):
    first, second = active(trial.running)
    with trial.fall("the active worker, killed") as told:
        first.kill()
        told.append(taken_over(second))


def test_nginx_is_killed(trial):
    nginx = trial.running.nginx
    with trial.fall("nginx, killed") as told:
        began = time.monotonic()
        nginx.kill()
        nginx.start()
        wait_until(lambda: answers(trial.running.port))
        trial.closed = began, time.monotonic()
        told.append(f"nobody answered for {time.monotonic() - began:.1f} s")


@pytest.mark.parametrize(
    ("how", "signal_"), [("killed", signal.SIGQUIT), ("stopped", signal.SIGINT)]
)
def test_the_database_is_started_anew(trial, how, signal_):
    server = trial.running.server
    with trial.fall(f"PostgreSQL, {how}") as told:
        began = time.monotonic()
        server.process.send_signal(signal_)
        server.process.wait()
        server.start()
        told.append(f"away for {time.monotonic() - began:.1f} s")


def test_the_active_worker_is_frozen(trial):
    first, second = active(trial.running)
    with trial.fall("the active worker, frozen") as told:
        first.send(signal.SIGSTOP)
        try:
            told.append(taken_over(second))
        finally:
            before = len(first.said())
            first.send(signal.SIGCONT)
        wait_until(lambda: not is_active(first), TAKEN_OVER)
    assert " new, " not in first.said()[before:]


@pytest.mark.skipif(not WRONG, reason=NO_FAKETIME)
def test_a_web_process_has_a_wrong_clock(trial):
    web = trial.running.webs[0]
    with trial.fall("a web process, its clock 1,000 s fast"):
        web.stop()
        web.start(**WRONG)


@pytest.mark.skipif(not WRONG, reason=NO_FAKETIME)
def test_a_worker_has_a_wrong_clock(trial):
    """It stands by; it takes over; and after it one whose clock is right does all of it."""
    first, second = active(trial.running)
    with trial.fall("a worker, its clock 1,000 s fast") as told:
        second.stop()
        second.start(**WRONG)
        wait_until(lambda: "standing by" in second.said())
        assert is_active(first)
        first.kill()
        told.append(taken_over(second))
        first.start()
        wait_until(lambda: "standing by" in first.said())
        time.sleep(SETTLED)
        second.kill()
        told.append(taken_over(first))


# And afterwards.


@pytest.fixture(scope="module")
def stored(trial, source):
    """What is stored when all has been answered, and there are no more news."""
    trial.load.end()
    source.ended = time.monotonic()
    time.sleep(4 * NEWS_SECONDS)
    code, told = trial.running.run(executable, INSTANCE / "stored.py", "plone")
    assert code == 0, told
    return json.loads(told.splitlines()[-1])


@pytest.mark.usefixtures("stored")
def test_visitors_of_kept_pages_met_no_fault(trial):
    assert trial.bad(["kept"])[0] == []


@pytest.mark.usefixtures("stored")
def test_of_others_at_most_one_in_a_hundred_met_one(trial):
    bad, number = trial.bad(OTHERS)
    assert len(bad) <= number / 100


def test_no_report_is_lost_or_doubled(trial, stored):
    check(trial, "report", stored["reports"])


def test_no_entry_is_lost_or_doubled(trial, stored):
    check(trial, "entry", stored["entries"]["kanal-2"])


def check(trial, kind, found):
    """What was taken is there once; what its sender was told of a fault about, at most once."""
    taken = {each.name for each in trial.load.answers if each.kind == kind and each.is_good}
    assert taken
    assert taken - {*found} == set()
    assert [name for name, times in found.items() if name.startswith(kind) and times > 1] == []


def test_no_news_are_lost_or_doubled(stored, source):
    wanted = {f"Nyhet {number}": 1 for number in range(1, source.last() + 1)}
    for number in range(CHANNELS):
        found = stored["entries"][f"kanal-{number}"]
        assert {name: times for name, times in found.items() if "Nyhet" in name} == wanted


def test_the_log_is_whole(trial, stored):
    code, told = trial.running.command("verify-log")
    assert (code, "all as they were written" in told) == (0, True), told
