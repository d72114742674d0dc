"""A package is read with a browser alone."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from helpers.integration.archive_view import HOSTILE, opened
from plone import api
from plone.i18n.utility import LanguageBinding
from zope.globalrequest import getRequest

from katrineholm.socialhub.archive.packages import view_posts
from katrineholm.socialhub.archive.packages.delivery import deliver_packages
from katrineholm.socialhub.archive.packages.scope import package_scope
from katrineholm.socialhub.archive.packages.snapshot_storage import channel_snapshots
from katrineholm.socialhub.archive.packages.view_items import with_view
from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.files.package_model import PackageItem
from katrineholm.socialhub.inbox.desk.serializer import LOG_TITLES


def test_every_link_leads_to_a_file_of_the_package_or_is_for_the_reader_to_follow(view):
    assert len(list(view.links())) > 30
    assert view.broken() == []


def test_every_page_is_reached_from_the_first(view):
    found, waiting = set(), {"index.html"}
    while waiting:
        name = waiting.pop()
        found.add(name)
        here = {url.partition("#")[0] for page, url in view.links() if page == name}
        waiting |= (here & set(view.pages)) - found
    assert found == set(view.pages)
    assert len(found) == 6


def test_nothing_is_run_and_nothing_is_fetched(view):
    for name in view.pages:
        tree = view.tree(name)
        [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith(
            "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
        )
        assert tree.xpath("//script | //link | //iframe | //form | //object | //@onerror") == []
        assert all(each.startswith("../pictures/") for each in tree.xpath("//@src"))
        assert tree.xpath("//html/@lang") == ["sv"]


def test_its_words_are_marked_up_as_what_they_are(view):
    for name in view.pages:
        tree = view.tree(name)
        levels = [int(each.tag[1]) for each in tree.xpath("//h1|//h2|//h3|//h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        for table in tree.xpath("//table"):
            assert table.xpath("caption")
            assert table.xpath("count(.//th[not(@scope)])") == 0


def test_what_a_stranger_wrote_is_nothing_but_text(view):
    shown = HOSTILE.replace("\x01", "\ufffd")
    for name in ("kanal-1-sida-1.html", "meddelanden-1.html"):
        assert shown in view.tree(name).text_content()
    assert not any("\x01" in page for page in view.pages.values())


def test_the_first_page_says_what_it_is_and_counts(view):
    text = view.text("index.html")
    assert "Kulturförvaltningen, från och med 1 juni 2026 till och med 30 juni 2026." in text
    assert "Inlägg 7 (5 visas för besökare, 2 dolda av kommunen)" in text
    assert "Meddelanden 1" in text
    assert "juni (7)" in text
    assert re.search(r"Paketet gjordes \d+ \w+ \d{4} kl. \d\d.\d\d med katrineholm.socialhub", text)
    assert "om-paketet.txt: Om paketet" in text


def test_a_package_without_messages_says_so(package):
    view = opened(package)
    assert "Inga meddelanden är med i paketet." in view.text("index.html")
    assert view.broken() == []


def test_a_snapshot_is_listed_and_linked_if_its_file_is_in_the_package(hub, view):
    [snapshot] = channel_snapshots(hub, hub.kultur.bloggen.UID())
    row = view.text("ogonblicksbilder.html", "//tbody/tr")
    assert snapshot.sha256 in row
    assert "20 juni 2026 kl. 11.00" in row
    is_packed = any(snapshot.id in each for each in view.paths)
    assert ("inte med i paketet" in row) is not is_packed


def test_a_snapshot_s_file_is_linked_by_its_id(hub, filled):
    scope = package_scope(hub.kultur.bloggen, date(2026, 6, 1), date(2026, 6, 30))
    [snapshot] = channel_snapshots(hub, hub.kultur.bloggen.UID())
    path = f"representations/posts/data/snapshots/a b-{snapshot.id}.zip"
    items = with_view(lambda _scope: iter([PackageItem(path, "application/zip", [b"PK"])]))
    pages = {each.path: b"".join(each.chunks).decode() for each in items(scope)}
    page = pages["representations/posts/data/view/ogonblicksbilder.html"]
    assert f'href="../snapshots/a%20b-{snapshot.id}.zip"' in page


def test_a_package_of_what_may_be_secret_says_so(hub, filled):
    scope = package_scope(hub.kultur.bloggen, date(2026, 6, 1), date(2026, 6, 30))
    items = with_view(lambda _scope: iter(()))(replace(scope, secret="KS <3>", spans=()))
    pages = {each.path.rpartition("/")[2]: b"".join(each.chunks).decode() for each in items}
    assert "kan omfattas av sekretess" in pages["index.html"]
    assert "Beslut: KS &lt;3&gt;" in pages["index.html"]
    assert "Inlägg i sociala medier" not in pages["index.html"]


def test_each_part_has_the_view_of_its_own_posts(hub, filled, tmp_path, posts):
    scope = package_scope(hub.kultur, date(2026, 6, 1), date(2026, 7, 31))
    parts = deliver_packages(scope, tmp_path, most=3000)
    assert len(parts) > 1
    for part in parts:
        assert list(package_errors(part.path)) == []
        view = opened(part.path)
        assert view.broken() == []
        assert "En del av en delad leverans" in view.text("index.html")
        ids = {each["id"].rpartition(":")[2] for each in posts(part.path)}
        shown = {each for page in view.pages for each in view.tree(page).xpath("//article/@id")}
        assert shown == {f"inlagg-{each}" for each in ids}


def test_many_posts_are_on_pages_that_lead_to_each_other(filled, order, monkeypatch):
    monkeypatch.setattr(view_posts, "MOST", 3)
    _status, package = order("--administration", "hub/kultur")
    view = opened(package)
    pages = [name for name in view.pages if name.startswith("kanal-2-sida-")]
    assert len(pages) == 3
    assert [len(view.tree(name).xpath("//article")) for name in sorted(pages)] == [3, 3, 1]
    assert view.broken() == []
    links = view.tree("kanal-2-sida-2.html").xpath("//nav[1]/a/@href")
    assert links == ["index.html", "kanal-2.html", "kanal-2-sida-1.html", "kanal-2-sida-3.html"]


def test_it_is_in_swedish_for_whoever_makes_it(filled, order):
    binding = LanguageBinding()
    binding.LANGUAGE = binding.DEFAULT_LANGUAGE = "en"
    getRequest().other.update(LANGUAGE="en", LANGUAGE_TOOL=binding)
    _status, package = order("--channel", "hub/kultur/bloggen", "--messages")
    view = opened(package)
    assert view.text("meddelanden-1.html", "//ol/li").startswith("Kom in 20 juni")
    assert "Officiell" in view.text("kanal-1.html")
    assert api.portal.get_current_language() == "en"
    assert api.portal.translate(LOG_TITLES["receive"]) == "Came in"


def test_the_zip_has_no_other_folder(view, filled):
    assert {each for each in view.paths if "/view/" in each} == {
        f"representations/posts/data/view/{name}" for name in view.pages
    }
