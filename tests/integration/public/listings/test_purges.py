"""Caches in front of the site are sent a PURGE for what changed, by requests and by the worker."""

import socket
import threading
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.cachepurging.interfaces import ICachePurgingSettings
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility

from katrineholm.socialhub.accounts.channels import crisis
from katrineholm.socialhub.archive.retention.archive_decisions import note_decision
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.timeline import decisions
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.entry import is_visible
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.public.listings import changed_pages, purges
from katrineholm.socialhub.public.listings.purges import end_purges, purge_news
from katrineholm.socialhub.public.listings.topics import Topic, store_topic
from katrineholm.socialhub.refresh.chores import do_due_chores, end_chores

MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
SITE = "https://www.example.se"
FEEDS = {"/@@atom", "/@@json-feed", "/@@opml", "/@@rss"}
PAGES = {"", "/", "/@@view", "/@@embed", *FEEDS}
HUB = {
    *PAGES,
    *(
        f"/@@{name}"
        for name in (
            "ask-record",
            "changes.atom",
            "dcat",
            "export-csv",
            "export-json",
            "export-names",
            "export-ods",
            "facebook",
            "facebook-presence",
            "official-list",
            "parties",
            "personal-data",
            "sections",
            "sitemap.xml",
        )
    ),
}


class Cache(ThreadingHTTPServer):
    """A cache that only takes note of what it is to let go of."""

    daemon_threads = True

    def __init__(self):
        self.purged = []
        super().__init__(("127.0.0.1", 0), Purged)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def taken(self):
        end_purges()  # all of them are sent
        purged, self.purged = self.purged, []
        return purged


class Purged(BaseHTTPRequestHandler):
    def do_PURGE(self):
        self.server.purged.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_given):
        pass


@pytest.fixture
def cache():
    """A server that takes PURGE requests."""
    with Cache() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        end_purges()
        server.shutdown()


def set_up(*proxies, **values):
    registry = getUtility(IRegistry)
    registry.registerInterface(ICachePurgingSettings)
    settings = registry.forInterface(ICachePurgingSettings, check=False)
    settings.cachingProxies = proxies
    for name, value in values.items():
        setattr(settings, name, value)
    registry["katrineholm.socialhub.site_url"] = SITE
    transaction.commit()


@pytest.fixture
def purging(place, cache):
    """The place with a cache in front of it."""
    set_up(cache.url)
    return place


@pytest.fixture
def act(submit, purging):
    """A function that posts a form as the Manager."""
    return lambda url, **data: submit(MANAGER, url, data)


@pytest.fixture
def news(purging, worker, cache):
    """A function that has the worker purge; it knows what there is already."""

    def news():
        transaction.commit()
        purge_news(worker)
        transaction.begin()
        return cache.taken()

    assert news() == []
    return news


def pages(*paths):
    """The pages of the hub, and of places below it."""
    names = {"/hub": HUB}
    return {f"{path}{name}" for path in paths for name in names.get(path, PAGES)} | {"/"}


def entry(entry_id):
    return {f"/hub/@@entry/{entry_id}", f"/hub/@@entry/{entry_id}/versions"}


def test_a_hidden_post_is_purged_at_once(act, purging, cache, picture):
    hidden, name = purging.ids["Nyast"], picture("Nyast")
    answer = act("hub/@@hide-entry", entry=hidden, reason="Fel bild")
    assert answer.status_code == 302
    purged = cache.taken()
    shown = {f"/hub/@@picture/{hidden}/{name}{end}" for end in ("", "/400")}
    shown |= {f"/hub/@@entry/{purging.ids['Äldst']}"}  # it has named the hidden one
    assert {*purged} == pages("/hub", "/hub/kultur", "/hub/kultur/bloggen") | entry(hidden) | shown
    assert len(purged) == len({*purged})


def test_a_post_by_a_program_is_purged_at_once(purging, cache, request_factory):
    api_session = request_factory(basic_auth=MANAGER)
    body = {"html": "<p>Nytt</p>", "title": "Nytt", "link": "https://example.se/1"}
    sent = api_session.post("hub/kultur/bloggen/@entries", json=body)
    assert sent.status_code == 201, sent.text
    purged, beside = {*cache.taken()}, {f"/hub/@@entry/{purging.ids['Nyast']}"}
    shown = pages("/hub", "/hub/kultur", "/hub/kultur/bloggen") | beside
    assert purged == shown | entry(sent.json()["id"])


def test_an_edited_channel_is_purged_with_its_newest_entries(purging, cache, request_factory):
    session = request_factory(basic_auth=MANAGER)
    assert session.patch("hub/kultur/bloggen", json={"title": "Ny titel"}).status_code == 204
    shown = pages("/hub", "/hub/kultur", "/hub/kultur/bloggen")
    posts = entry(purging.ids["Nyast"]) | entry(purging.ids["Äldst"])
    assert shown | posts <= {*cache.taken()}


def test_a_retired_channel_is_purged_with_its_entries(purging, cache, request_factory):
    note_decision(purging.channels["bloggen"], date(2026, 1, 2), "KS 1")
    transaction.commit()
    step = {"comment": "Slut", "closed_on": date.today().isoformat()}
    answer = request_factory(basic_auth=MANAGER).post(
        "hub/kultur/bloggen/@workflow/close", json=step
    )
    assert answer.status_code == 200, answer.text
    purged = {*cache.taken()}
    assert pages("/hub", "/hub/kultur/bloggen") | entry(purging.ids["Nyast"]) <= purged
    assert not entry(purging.ids["Film"]) & purged


def test_a_hidden_hub_is_purged_as_a_whole(purging, cache, request_factory):
    answer = request_factory(basic_auth=MANAGER).post("hub/@workflow/retract")
    assert answer.status_code == 200, answer.text
    posts = (entry(purging.ids[title]) for title in ("Nyast", "Film", "Bild", "Äldst"))
    assert pages("/hub", "/hub/skola/bilder").union(*posts) <= {*cache.taken()}


def test_a_crisis_is_purged_everywhere(purging, cache, request_factory):
    session = request_factory(basic_auth=MANAGER)
    until = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(time.time() + 3600))
    sent = {"entry": purging.ids["Bild"], "until": until}
    assert session.post("hub/@crisis", json=sent).status_code == 200
    assert pages("/hub", "/hub/kultur", "/hub/skola/bilder") <= {*cache.taken()}


def test_nothing_is_purged_if_nothing_changed_or_it_is_not_saved(act, purging, cache, browse):
    assert browse().get("hub").status_code == 200
    assert act("hub/@@hide-entry", entry=purging.ids["Nyast"], reason="x" * 501).status_code != 500
    browse().post("hub/@@hide-entry", data={"entry": purging.ids["Nyast"], "reason": "Fel"})
    assert cache.taken() == []


def fail():
    raise RuntimeError("the disk is full")


@pytest.mark.parametrize(
    "spoil", [lambda: transaction.get().addBeforeCommitHook(fail), transaction.doom]
)
def test_what_is_not_committed_is_not_purged(act, purging, cache, monkeypatch, spoil):
    hidden = purging.ids["Nyast"]
    monkeypatch.setattr(
        decisions, "hide_entry", lambda *given, **by: (hide_entry(*given, **by), spoil())
    )
    act("hub/@@hide-entry", entry=hidden, reason="Fel bild")
    assert cache.taken() == []
    transaction.begin()
    assert is_visible(timeline_of(purging.hub).get(hidden))


def test_a_fault_of_the_comparison_loses_nothing(act, purging, cache, monkeypatch, caplog):
    monkeypatch.setattr(purges, "changed_pages", lambda *_given: 1 / 0)
    assert act("hub/@@hide-entry", entry=purging.ids["Nyast"], reason="Fel").status_code == 302
    assert "cannot be purged" in caplog.text
    assert cache.taken() == []


def test_a_round_of_the_worker_purges_its_news(news, purging, worker, cache, no_haste):
    feed = b"""<rss version="2.0"><channel><title>B</title><item><guid>n</guid><title>Okapi</title>
    <link>https://example.se/okapi</link></item></channel></rss>"""
    worker.retrieve = lambda *_given, run: Reading(FeedState(), parse_feed(feed))
    worker.round()
    do_due_chores(worker, {})
    new = next(
        each
        for each in latest_entries(timeline_of(purging.hub), [purging.channels["bloggen"].UID()])
        if each["title"] == "Okapi"
    )
    purged = cache.taken()
    assert pages("/hub", "/hub/kultur/bloggen") | entry(new["entry_id"]) <= {*purged}
    assert len(purged) == len({*purged})


def test_a_page_that_is_read_is_not_compared(purging, monkeypatch, caplog, browse):
    monkeypatch.setattr(purges, "current_pages", lambda: 1 / 0)
    assert browse().get("hub").status_code == 200
    assert "cannot be purged" not in caplog.text


def test_the_worker_purges_news_once(news, purging, keep):
    kept = [keep(purging.channels["bilder"], title=f"Nytt {number}") for number in range(3)]
    purged = news()
    shown = pages("/hub", "/hub/skola", "/hub/skola/bilder")
    shown |= {f"/hub/@@entry/{purging.ids['Bild']}"}  # beside them
    assert {*purged} == shown.union(*map(entry, kept))
    assert len(purged) == len({*purged})
    assert news() == []


def test_the_worker_purges_what_was_removed(news, purging):
    gone = purging.ids["Bild"]
    hide_entry(timeline_of(purging.hub), gone, by="anna", now=1)
    assert entry(gone) <= {*news()}


def test_the_worker_purges_a_hidden_hub_and_what_comes_back(news, purging):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(purging.hub, "retract")
        assert pages("/hub", "/hub/kultur/bloggen") | entry(purging.ids["Nyast"]) <= {*news()}
        assert news() == []
        api.content.transition(purging.hub, "publish")
    assert pages("/hub", "/hub/kultur/bloggen") | entry(purging.ids["Nyast"]) <= {*news()}


def test_the_worker_purges_what_only_time_changed(news, purging, monkeypatch):
    now = int(time.time())
    order = {"until": now + 60, "now": now, "who": "anna"}
    crisis.begin_order(purging.hub, purging.channels["bloggen"].UID(), "", **order)
    assert "/hub" in news()
    monkeypatch.setattr(changed_pages, "time", lambda: now + 61)
    assert "/hub" in news()
    assert news() == []


def test_another_worker_goes_on_where_the_first_was_killed(news, purging, keep, make_worker, cache):
    kept = keep(purging.channels["bilder"])
    transaction.commit()
    other = make_worker("other")
    other.lease = None
    purge_news(other)
    assert entry(kept) <= {*cache.taken()}


def test_the_worker_purges_nothing_before_it_is_committed(news, purging, keep, worker, cache):
    keep(purging.channels["bilder"])
    purge_news(worker)  # begins a transaction, so that the entry is lost
    assert cache.taken() == []


def test_without_caches_nothing_is_compared(place, worker, monkeypatch, submit):
    for each in ("current_pages", "hub_pages"):
        monkeypatch.setattr(purges, each, lambda *_path: 1 / 0)
    for settings in ({}, {"enabled": False}):
        set_up(*(["http://127.0.0.1:1"] if settings else []), **settings)
        data = {"entry": place.ids["Nyast"], "reason": "Fel bild"}
        assert submit(MANAGER, "hub/@@hide-entry", data).status_code == 302
        purge_news(worker)
    assert purges.KEY not in IAnnotations(place.hub)


def test_a_dead_or_silent_proxy_delays_nothing(purging, worker, act, cache, keep):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        refused = "http://127.0.0.1:1"
        set_up(refused, f"http://127.0.0.1:{silent.getsockname()[1]}", cache.url)
        purge_news(worker)
        keep(purging.channels["bilder"])
        transaction.commit()
        began = time.monotonic()
        purge_news(worker)
        assert act("hub/@@hide-entry", entry=purging.ids["Nyast"], reason="Fel").status_code == 302
        assert time.monotonic() - began < 3
        deadline = began + 3
        hidden = f"/hub/@@entry/{purging.ids['Nyast']}"
        while hidden not in cache.purged and time.monotonic() < deadline:
            time.sleep(0.05)
        assert hidden in cache.purged
        silent.close()


def test_a_proxy_that_knows_virtual_hosts_is_asked_for_theirs(news, purging, keep, cache):
    domains = ("https://www.example.se:443", "https://m.example.se:443")
    set_up(cache.url, virtualHosting=True, domains=domains)
    keep(purging.channels["bilder"])
    start, root = "/VirtualHostBase/https", "/plone/VirtualHostRoot"
    purged = {*news()}
    for host in ("www.example.se:443", "m.example.se:443"):
        assert f"{start}/{host}{root}/hub/skola/bilder" in purged


@pytest.mark.parametrize(
    ("hosting", "path"),
    [
        (False, "/kommun/hub"),
        (True, "/VirtualHostBase/https/www.example.se/plone/VirtualHostRoot/_vh_kommun/hub"),
    ],
)
def test_the_site_may_lie_below_its_domain(news, purging, keep, cache, hosting, path):
    set_up(cache.url, virtualHosting=hosting)
    getUtility(IRegistry)["katrineholm.socialhub.site_url"] = f"{SITE}/kommun"
    keep(purging.channels["bilder"])
    assert path in news()


def test_a_storm_is_bounded(news, purging, keep, monkeypatch, caplog):
    monkeypatch.setattr(changed_pages, "MOST_PAGES", 10)
    monkeypatch.setattr(changed_pages, "MOST_ENTRIES", 2)
    kept = [keep(purging.channels["bilder"]) for _ in range(5)]
    purged = news()
    assert len(purged) == 10
    versions = {each for each in purged if each.endswith("/versions")}
    assert versions == {f"/hub/@@entry/{each}/versions" for each in kept[3:]}
    assert "are purged" in caplog.text


def test_the_threads_end_with_the_worker(purging, worker, keep, cache):
    purge_news(worker)
    keep(purging.channels["bilder"])
    transaction.commit()
    do_due_chores(worker, {})
    end_chores()
    assert "/hub/skola/bilder" in cache.purged
    assert [each.name for each in threading.enumerate() if "Purge" in each.name] == []


def test_a_topic_is_on_every_page_of_its_hub(news, purging):
    news()
    store_topic(purging.hub, Topic("bad", "Bad", ("bad",)))
    assert "/hub/skola/bilder" in news()
