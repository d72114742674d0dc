"""docs/nginx.conf, with nginx itself in front of the site: what it packs, keeps, and lets go of."""

import time
from types import SimpleNamespace

import pytest
import requests
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster

from front import MISSING, front, is_here
from katrineholm.socialhub.accounts.channels import crisis
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings import entry_view as entries

pytestmark = [
    pytest.mark.skipif(not is_here(), reason=MISSING),
    pytest.mark.usefixtures("framed"),
]

MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
PROTECTION = ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy")
POLICY = "Content-Security-Policy"
PICTURE = "https://cdn.example.se/a.jpg"
PAGE = "/hub"


@pytest.fixture
def site(functional_portal, make_functional_channel, keep, request_factory, tmp_path):
    """The site behind nginx: ``get`` asks through it, ``entry`` and ``picture`` lie there."""
    channel = make_functional_channel("bloggen", kind="blog", title="Bloggen")
    hub = functional_portal.hub
    entry = keep(channel, title="Inlägg", images=(Image(PICTURE, "A"),))
    name = add_picture(timeline_of(hub), entry, PICTURE, b"RIFF....WEBP", 2, 1, "image/webp")
    root = functional_portal.getPhysicalRoot()
    if "virtual_hosting" not in root.objectIds():
        manage_addVirtualHostMonster(root, "virtual_hosting")
    transaction.commit()
    port = int(functional_portal.absolute_url().split(":")[2].split("/")[0])
    with front(tmp_path, functional_portal.getId(), port) as url:

        def get(path=PAGE, method="GET", **how):
            how = {"timeout": 60, "allow_redirects": False} | how
            return requests.request(method, url + path, **how)

        yield SimpleNamespace(
            get=get,
            hub=hub,
            channel=channel,
            entry=entry,
            picture=f"/hub/@@picture/{entry}/{name}",
            log=tmp_path / "plone.log",
        )


@pytest.mark.parametrize("packing", ["br", "gzip"])
def test_pages_and_feeds_are_packed(site, packing):
    for path in (PAGE, "/hub/@@official-list", "/hub/@@rss", "/@@socialhub-visitors.css"):
        answer = site.get(path, headers={"Accept-Encoding": packing}, stream=True)
        assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, packing), path
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_page_is_asked_of_the_site_once_in_ten_seconds(site):
    kept = [site.get(cookies={"consent": str(number)}) for number in range(3)]
    assert [answer.headers["X-Cache"] for answer in kept] == ["MISS", "HIT", "HIT"]
    assert len({answer.text for answer in kept}) == 1
    assert kept[1].headers["Cache-Control"] == "public, no-cache"
    again = site.get(headers={"If-None-Match": kept[0].headers["ETag"]})
    assert (again.status_code, again.content, again.headers["X-Cache"]) == (304, b"", "HIT")


def test_nobody_is_given_what_is_somebody_elses(site):
    assert site.get(auth=MANAGER).headers["Cache-Control"] == "private, no-store"
    assert site.get().headers["X-Cache"] == "MISS"
    own = site.get(auth=MANAGER)
    assert own.headers["X-Cache"] == "BYPASS"
    assert "userrole-authenticated" in own.text
    assert "userrole-authenticated" not in site.get().text
    told = site.get(cookies={"statusmessages": "BURIZWxsb2luZm8="})
    assert told.headers["X-Cache"] == "BYPASS"
    for path in ("/hub/@@board", "/hub/@@messages"):
        asked = [site.get(path, auth=MANAGER).headers["X-Cache"] for _ in range(2)]
        assert "HIT" not in asked
        assert site.get(path).status_code in (302, 401)


def test_a_program_is_given_its_own_answer(site):
    site.get()
    told = site.get(headers={"Accept": "application/json"})
    assert told.headers["Content-Type"].startswith("application/json")
    assert site.get().headers["Content-Type"].startswith("text/html")


def test_head_answers_as_get_kept_or_not(site):
    for path in (PAGE, site.picture, f"/hub/@@entry/{site.entry}"):
        first, got, kept = (site.get(path, method) for method in ("HEAD", "GET", "HEAD"))
        for head in (first, kept):
            assert (head.status_code, head.content) == (200, b"")
            assert head.headers.get("ETag") == got.headers.get("ETag")
        assert kept.headers["X-Cache"] == "HIT"


def test_what_is_important_now_is_seen_within_ten_seconds(site):
    assert "Viktigt nu" not in site.get().text
    now = int(time.time())
    crisis.begin_order(site.hub, site.channel.UID(), "", until=now + 900, now=now, who="anna")
    transaction.commit()
    began = time.monotonic()
    while "Viktigt nu" not in site.get().text:
        assert time.monotonic() - began < 11
        time.sleep(0.5)


def test_a_hidden_entrys_picture_is_gone_when_its_time_is_over(site, monkeypatch):
    assert site.get(site.picture).headers["Cache-Control"] == "public, max-age=30"
    monkeypatch.setattr(entries, "MAX_AGE", 2)
    path = f"{site.picture}?shorter"
    assert site.get(path).headers["Cache-Control"] == "public, max-age=2"
    with api.env.adopt_user(SITE_OWNER_NAME):
        hide_entry(timeline_of(site.hub), site.entry, by="anna", now=1)
    transaction.commit()
    assert site.get(path).headers["X-Cache"] == "HIT"
    time.sleep(3)
    assert site.get(path).status_code == 404


@pytest.mark.parametrize(
    ("service", "megabytes", "is_let_in"),
    [
        ("@report", 15, True),
        ("@report", 17, False),
        ("@@entries", 17, True),
        ("@entries", 65, False),
        ("@import-download", 65, True),
        ("@@import-download", 65, True),
        ("import-download", 65, True),
    ],
)
def test_what_is_sent_is_as_large_as_its_address_may_take(site, service, megabytes, is_let_in):
    path = f"{site.channel.absolute_url_path().removeprefix('/plone')}/{service}"
    sent = site.get(path, "POST", data=b" " * megabytes * 2**20, headers={"Content-Type": "text/x"})
    assert (sent.status_code != 413 or "nginx" not in sent.text) == is_let_in


def test_a_hidden_page_replaces_the_kept_one(site):
    path = f"/hub/@@entry/{site.entry}"
    assert site.get(path).headers["X-Cache"] == "MISS"
    with api.env.adopt_user(SITE_OWNER_NAME):
        hide_entry(timeline_of(site.hub), site.entry, by="anna", now=1)
    transaction.commit()
    time.sleep(11.1)
    found = [site.get(path) for _ in range(2)]
    assert [each.status_code for each in found] == [404, 404]
    assert [each.headers["X-Cache"] for each in found] == ["EXPIRED", "HIT"]
    assert "X-Accel-Expires" not in found[0].headers


def test_headers_are_set_where_the_site_sets_none(site):
    own, plones = site.get(), site.get("/login")
    for answer in (own, plones):
        assert [name for name in PROTECTION if name not in answer.headers] == []
        assert all(", " not in answer.headers[name] for name in PROTECTION[:2])
    assert "script-src 'self'" in own.headers[POLICY]
    assert plones.headers[POLICY] == "base-uri 'self'; frame-ancestors 'self'"
    assert site.get("/hub/@@facebook-presence").headers[POLICY].startswith("frame-ancestors https")


def written_lines(log, number, seconds=10):
    """nginx writes a line once its answer has gone: a caller may be here before it."""
    deadline = time.monotonic() + seconds
    while len(lines := log.read_text().splitlines()) < number and time.monotonic() < deadline:
        time.sleep(0.05)
    return lines


def test_no_key_is_in_the_log(site):
    secret = "s3cr3t"
    referrer = f"http://localhost/hub/@@confirm?token={secret}"
    for path in (f"/hub?key={secret}", f"/hub/@@confirm?a=1&token={secret}", "/hub"):
        site.get(path, headers={"Referer": referrer, "User-Agent": "reader"})
    lines = written_lines(site.log, 3)
    assert [line.split('"')[1] for line in lines] == [
        "GET /hub?- HTTP/1.1",
        "GET /hub/@@confirm?- HTTP/1.1",
        "GET /hub HTTP/1.1",
    ]
    assert {line.split('"')[3] for line in lines} == {"http://localhost/hub/@@confirm?-"}
    assert secret not in site.log.read_text()
