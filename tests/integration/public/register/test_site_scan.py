"""The worker reads the municipality's own sites, and what it makes of the links there."""

from threading import Event

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub import DAY, WEEK
from katrineholm.socialhub.console.main import _parser, commands
from katrineholm.socialhub.core.files.hub_archive import blob_hash
from katrineholm.socialhub.public.register import found_accounts
from katrineholm.socialhub.public.register.found_accounts import (
    OwnSite,
    own_sites,
    remove_site,
    site_pages,
    store_site,
    unlisted_accounts,
)
from katrineholm.socialhub.public.register.site_scan import ScanChore
from katrineholm.socialhub.refresh import faults
from katrineholm.socialhub.refresh.chores import do_due_chores
from katrineholm.socialhub.setup.transfer_settings import book_lines, book_writer

NOW = 1_790_000_000
HTML = "text/html"
FACEBOOK, YOUTUBE = "https://www.facebook.com/kommunen", "https://www.youtube.com/@kommunen"


@pytest.fixture
def hub(functional_administration):
    return functional_administration.__parent__


@pytest.fixture
def site(server, no_haste):
    """A site on loopback: ``site({"/": (link, …)})`` says what its pages link to."""

    def site(pages, robots=""):
        server.says("/robots.txt", robots.encode())
        server.says("/sitemap.xml", status=404)
        for path, links in pages.items():
            body = "<p>" + "".join(f'<a href="{each}">x</a>' for each in links)
            server.says(path, body.encode(), Content_Type=HTML)
        return server.url()

    return site


@pytest.fixture
def add(hub):
    """List sites."""

    def add(*urls):
        for url in urls:
            store_site(hub, OwnSite(url, "anna", NOW))
        transaction.commit()

    return add


@pytest.fixture
def scan(worker, clock, hub, monkeypatch):
    """A function that lets the worker scan at a moment, and gives what waits: URLs."""
    chore = ScanChore()
    monkeypatch.setattr(
        "katrineholm.socialhub.refresh.chores.getUtilitiesFor", lambda _: [("scan", chore)]
    )
    worker.stays = False

    def scan(after=0):
        clock.now = NOW + after
        do_due_chores(worker, {})
        transaction.begin()
        return [each.url for each in unlisted_accounts(hub) if each.is_waiting]

    yield scan
    chore.end()


def test_accounts_that_no_channel_explains_are_found(hub, site, add, scan, make_functional_channel):
    make_functional_channel("listad", profile_url=FACEBOOK)
    make_functional_channel("avslutad", "closed", profile_url="https://x.com/kommunen")
    make_functional_channel("utkast", "draft", profile_url="https://www.tiktok.com/@kommunen")
    listed = ("https://sv-se.facebook.com/Kommunen", "https://twitter.com/KOMMUNEN")
    share = "https://www.facebook.com/sharer/sharer.php?u=a"
    spelled = (YOUTUBE, "https://m.youtube.com/@Kommunen/videos")
    start = site(
        {"/": ("/om", *listed, share), "/om": ("https://www.tiktok.com/@kommunen", *spelled)}
    )
    add(start)
    assert scan() == [YOUTUBE]
    [found] = unlisted_accounts(hub)
    assert (found.first, found.last, found.count) == (NOW, NOW, 1)
    assert found.pages == (f"{start}om",)


def test_a_partys_own_blog_is_explained(hub, site, add, scan):
    blog = "https://partiet.wordpress.com/"
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(hub, "CouncilParty", "p", title="P", abbreviation="P", link=blog)
    add(site({"/": (blog, YOUTUBE)}))
    assert scan() == [YOUTUBE]


def test_links_to_the_own_sites_are_no_accounts(site, add, scan, server):
    own = server.url("/@kommunen", host="localhost")
    add(site({"/": (own, f"{own}/2")}), server.url(host="localhost"))
    assert scan() == []


def test_each_site_is_scanned_once_a_week(site, add, scan, server):
    add(site({"/": (YOUTUBE,)}))
    assert scan() == [YOUTUBE]
    server.requests.clear()
    scan(WEEK - 1)
    assert server.requests == []
    site({"/": (FACEBOOK,)})
    assert scan(WEEK) == [FACEBOOK]


def test_a_link_that_went_away_and_came_back_is_marked(hub, site, add, scan):
    add(site({"/": (YOUTUBE,)}))
    scan()
    site({"/": ()})
    assert scan(WEEK) == []
    [gone] = unlisted_accounts(hub)
    assert (gone.url, gone.first, gone.gone, gone.pages) == (YOUTUBE, NOW, NOW + WEEK, ())
    site({"/": (YOUTUBE,)})
    assert scan(2 * WEEK) == [YOUTUBE]
    [back] = unlisted_accounts(hub)
    assert (back.first, back.gone) == (NOW, 0)
    site({"/": ()})
    scan(3 * WEEK)
    scan(60 * WEEK)
    assert unlisted_accounts(hub) == []


def test_a_sites_failure_does_not_stop_the_next(hub, site, add, scan, server):
    add("http://127.0.0.1:9/", "http://127.0.0.1:8/", site({"/": (YOUTUBE,)}))
    assert scan() == [YOUTUBE]
    codes = [each.code for each in own_sites(hub)]
    assert sorted(codes) == ["", "port", "port"] or sorted(codes) == ["", "no_answer", "no_answer"]
    server.requests.clear()
    scan(DAY)
    assert server.requests == []
    assert {each.ended for each in own_sites(hub) if each.code} == {NOW + DAY}


def test_an_interrupted_scan_goes_on_with_the_next_worker(
    hub, site, add, scan, server, worker, monkeypatch
):
    add(site({"/": ("/a", "/b"), "/a": (YOUTUBE,), "/b": (FACEBOOK,)}))
    answer = server.answer_at("/a")

    def stop(request):
        worker.stop.set()
        return answer(request)

    server.plays("/a", stop)
    assert scan() == []
    assert [each.visited for each in site_pages(hub, server.url()).values()].count(0) == 1
    worker.stop.clear()
    server.requests.clear()
    assert scan(60) == [FACEBOOK, YOUTUBE]
    assert "/a" not in [each.path for each in server.requests]


def test_a_removed_site_takes_its_accounts_along(hub, site, add, scan):
    url = site({"/": (YOUTUBE,)})
    add(url)
    scan()
    remove_site(hub, url, NOW)
    assert [each.gone for each in unlisted_accounts(hub)] == [NOW]
    assert site_pages(hub, url) == {}


def test_an_unforeseen_fault_is_on_the_board(site, add, scan, worker, monkeypatch):
    def fail(*given):
        raise TypeError("broken")

    monkeypatch.setattr(found_accounts, "linked_account", fail)
    add(site({"/": (YOUTUBE,)}))
    assert scan() == []
    assert [each.path for each in faults.all_faults(worker.site)] == ["/plone/hub/@site-scan"]


@pytest.fixture
def command(functional_portal):
    options = _parser().parse_args(["scan"])
    return lambda: commands()["scan"].run(functional_portal, options, Event())


def test_the_command_scans_at_once(hub, site, add, command, caplog):
    add(site({"/": (YOUTUBE,)}))
    caplog.set_level("INFO")
    assert command() == 0
    assert YOUTUBE in caplog.text
    site({"/": (FACEBOOK,)})
    command()
    transaction.begin()
    assert [each.url for each in unlisted_accounts(hub) if each.is_waiting] == [FACEBOOK]


def test_the_command_leaves_the_scan_to_the_active_worker(
    hub, site, add, command, scan, server, caplog, monkeypatch
):
    add(site({"/": (YOUTUBE,)}))
    scan()
    server.requests.clear()
    caplog.set_level("INFO")
    monkeypatch.setattr("katrineholm.socialhub.refresh.worker.Worker.take_lease", lambda _: False)
    assert command() == 0
    assert "The worker is active" in caplog.text
    assert server.requests == []
    scan(60)
    assert server.requests


def test_what_was_found_moves_with_the_hub(hub, site, add, scan):
    add(site({"/": (YOUTUBE, "/a"), "/a": ()}))
    scan()
    before, pages = unlisted_accounts(hub), site_pages(hub, own_sites(hub)[0].url)
    lines = [*book_lines(hub, found_accounts.KEY, blob_hash)]
    del IAnnotations(hub)[found_accounts.KEY]
    book = book_writer(hub, found_accounts.KEY, str)
    for line in lines:
        book.add(line)
    assert unlisted_accounts(hub) == before
    assert site_pages(hub, own_sites(hub)[0].url) == pages
