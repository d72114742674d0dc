"""Every book that a hub keeps: all of them are known, and none goes along into a copy."""

import ast
from datetime import date
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
import transaction
from officers import NOW, channel, hub, people, receive, rest  # noqa: F401
from persistent import GHOST, Persistent
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from settling import DIARY
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import katrineholm.socialhub as package
from katrineholm.socialhub.accounts.channels import crisis, history, holds, post_acts, retention
from katrineholm.socialhub.accounts.channels.books import begun, is_book, read
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.connections import book
from katrineholm.socialhub.accounts.duties.ledger import duties_in
from katrineholm.socialhub.accounts.lifecycle.steps import take
from katrineholm.socialhub.accounts.looks import book as looks
from katrineholm.socialhub.accounts.rules.comment_rules import proposed_in
from katrineholm.socialhub.accounts.rules.ruling import propose
from katrineholm.socialhub.archive.closing import decisions
from katrineholm.socialhub.archive.moving import books as moving
from katrineholm.socialhub.archive.moving.accounts import within
from katrineholm.socialhub.archive.moving.arriving import Arrival
from katrineholm.socialhub.archive.moving.leaving import leave
from katrineholm.socialhub.archive.orders import book as packages
from katrineholm.socialhub.archive.requests import book as requests
from katrineholm.socialhub.archive.retention import book as disposals
from katrineholm.socialhub.archive.snapshots.taking import take as take_snapshot
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Known, Push
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.moving.archive import hash_of, unpacked
from katrineholm.socialhub.inbox.desk import shortcuts, templates
from katrineholm.socialhub.inbox.intake import comment_state, pace, receipts, remarks_kept
from katrineholm.socialhub.inbox.intake.reports import Report
from katrineholm.socialhub.inbox.intake.taking import take_report
from katrineholm.socialhub.inbox.oversight import rounds, yearly
from katrineholm.socialhub.inbox.reminders.reminders import remind
from katrineholm.socialhub.inbox.steps import checking
from katrineholm.socialhub.inbox.steps.steps import act
from katrineholm.socialhub.office.board.digest import send_digests
from katrineholm.socialhub.office.webhooks.book import Hook, remember
from katrineholm.socialhub.public.facebook import ties
from katrineholm.socialhub.public.identity import proofs
from katrineholm.socialhub.public.identity.outcome import Outcome
from katrineholm.socialhub.public.listings import pinging
from katrineholm.socialhub.public.partyblogs import feeds as party_feeds
from katrineholm.socialhub.refresh import health, pushed, recording
from katrineholm.socialhub.refresh.state import State, failed

ROOT = Path(package.__file__).parent
# Who else may keep something in an annotation: the site's own, and the stores without Plone.
KEEPERS = {
    "accounts/channels/books.py",
    *("core/timeline/store.py", "core/messages/store.py"),
    *(
        "refresh/lease.py",
        "refresh/diary.py",
        "refresh/faults.py",
        "site/mail/outbox.py",
        "site/graphics/logo.py",
    ),
    *("browser/dressing.py", "site/portlets/placed.py", "setup/handlers.py"),
    *("setup/away.py", "setup/content.py"),
    *("archive/moving/arriving.py", "archive/moving/books.py"),
}
# What is read and written anew from the copy's own channels as they come.
FOLLOWING = {f"katrineholm.socialhub.{book}" for book in ("duties", "history", "internal")}
# The hub-wide log has a line for each line of the copies' history.
WRITTEN = FOLLOWING | {"katrineholm.socialhub.messages"}


def books():
    """The name of every book that the code begins, and of the two stores without Plone."""
    found = {import_module(f"{package.__name__}.{room}.store").KEY for room in STORES}
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in BEGIN:
                module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                name = node.args[BEGIN[ast.unparse(node.func)]].id
                found.add(getattr(import_module(f"{package.__name__}.{module}"), name))
    return found


STORES = ("core.timeline", "core.messages")
# Where each names the book.
BEGIN = {"books.begun": 1, "books.following": 0, "books.Book": 0}


@pytest.fixture
def filled(hub, channel, receive, keep, worker, clock):  # noqa: F811
    """A hub in which every room has kept something, through its own door."""
    clock.now, uid = NOW, channel.UID()
    post_acts.note(hub, "hide", [keep(channel)], now=NOW, who="anna")
    holds.put(hub, holds.CHANNEL, uid, "Tvist", by="anna", now=NOW)
    retention.write(hub, retention.Rule("entry", 400, "DHP 2.1", True, "anna", NOW))
    disposals.add(hub, {"kind": "entry", "proposed": ("anna", NOW)}, [])
    crisis.begin(hub, uid, "", until=NOW + 3600, now=NOW, who="anna")
    begun(hub, shortcuts.BOOK)["anna"] = NOW
    templates.keep(hub, hub.UID(), "Tack", "Tack för att du hörde av dig.")
    channel.max_age = 30
    notify(ObjectModifiedEvent(channel))
    health.remember(hub, uid, failed(State(NOW), FeedError("timeout", url="x"), NOW, 3600))
    comment_state.remember(hub, uid, comment_state.State(NOW, known={"x": Known()}))
    proofs.store(hub, facts_of(channel), Outcome("linked", "plain", page="x"), NOW)
    rounds.go_through(hub, [uid], who="rut", now=NOW)
    propose(channel, "Skriv inga personuppgifter om andra.")
    _report_and_tie(channel.__parent__)
    _handle(channel, receive)
    yearly.keep(hub, 2025, {"came": 1}, NOW)
    connection = book.Connection("instagram", "1", "@k", "x", "anna", NOW, NOW, NOW)
    book.remember(hub, uid, connection)
    looks.note(hub, uid, looks.Look("2026-05-04", "anna", NOW, "Allt väl", 120))
    party = SimpleNamespace(id="partiet", feed="https://parti.example.se/rss")
    party_feeds.keep(hub, party, FeedError("timeout", url="x"), NOW)
    remarks_kept.remember(hub, 1, "17")
    remember(hub, Hook("1", "https://x.se", "X", ("entry.new",), "", "anna", NOW))
    pinging.BOOK.begun(hub)["places"][uid] = (1, 1)
    period = "2026-01-01", "2026-02-01"
    packages.put(hub, packages.Order("1", uid, "T", *period, False, False, "anna", NOW))
    decisions.note(channel, date(2026, 1, 2), "KS 1")
    requests.begin(hub, "Badet", "rut", NOW)
    take_snapshot(channel, now=NOW)
    pushed.offer(hub, uid, "https://x.se/rss", Push("https://hub.se/", "https://x.se/rss"))
    begun(hub, recording.BOOK)[uid] = ("9", "x", NOW, 0)
    pace.count(begun(hub, pace.KEY, pace.new_book), "report", "192.0.2.1", 30, NOW)
    assert remind(hub, now=NOW)
    transaction.commit()
    send_digests(worker)
    transaction.begin()
    return hub


def _report_and_tie(administration):
    facts = {
        **{"title": "Torget", "purpose": "Samtal", "responsible": "anna", "substitute": "bert"},
        "profile_url": "https://www.facebook.com/torget",
    }
    with api.env.adopt_user(SITE_OWNER_NAME):
        place = api.content.create(administration, "FacebookPlace", "torget", **facts)
        ties.tick_off(place, ["logo"])
        take(place, "report")


def _handle(spot, arrive):
    down = arrive("Ni är dumma", permalink="https://blogg.example.se/1")
    registered = arrive("Jag överklagar", sender={"name": "Eva Ek"})
    arrive("Vem plogar?")
    place = hub_of(spot)
    with api.env.adopt_user("anna"):
        act(place, down, "act", {"rules": ["K1"], "reason": "Ovårdat"}, now=NOW)
        act(place, down, "unpublish", {}, now=NOW)
    with api.env.adopt_user("rut"):
        act(place, registered, "register", {"diary_number": "A"} | DIARY, now=NOW)
    report = Report("https://blogg.example.se/2", "K1", "Hot", "Fy")
    return take_report(spot, report, now=NOW)


def _kept(place):
    """All that a hub's books hold, as plain values."""
    return {name: _plain(book) for name, book in IAnnotations(place).items() if is_book(name)}


def _plain(value):
    if callable(value):
        return value()
    if isinstance(value, Persistent) and not hasattr(value, "keys"):
        value = value.__getstate__()
    if hasattr(value, "items"):
        return [(key, _plain(each)) for key, each in value.items()]
    return list(value) if hasattr(value, "keys") else repr(value)


def test_a_filled_hub_has_every_book_and_nothing_else_of_ours(filled):
    assert {name for name in IAnnotations(filled) if "socialhub" in name} == books()


def test_the_books_are_kept_by_one_module_alone():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if "IAnnotations" in path.read_text("utf-8")
    }
    assert found == KEEPERS


def test_a_copied_hub_begins_with_none_of_the_originals_books(filled):
    before = _kept(filled)
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(filled, filled.aq_parent, id="kopia")
    assert {name for name in IAnnotations(copy) if "socialhub" in name} == WRITTEN
    assert len(messages_of(copy)) == 0
    assert messages_of(copy).join(NOW).count == len(list(history.of_hub(copy)))
    own = {copy.kultur.bloggen.UID(), copy.kultur.torget.UID()}
    assert set(duties_in(copy)) == {line["uid"] for line in history.of_hub(copy)} == own
    assert _kept(filled) == before


def test_a_copied_hub_answers_for_no_receipt_of_the_originals(hub, channel, receive):  # noqa: F811
    receipt = _handle(channel, receive)
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, hub.aq_parent, id="kopia")
    assert receipts.message_of(copy, receipt) is None
    assert receipts.message_of(hub, receipt) is not None


def test_a_channel_copied_within_its_hub_takes_nothing_of_the_originals_along(filled):
    original, before = filled.kultur.bloggen, _kept(filled)
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(original, original.__parent__, id="kopia")
    told = [(name, told) for name, told in _kept(filled).items() if told != before[name]]
    assert {name for name, _told in told} == WRITTEN
    assert copy.UID() not in proposed_in(filled)
    assert health.recall(filled, copy.UID()) is None


def test_a_hub_that_is_moved_takes_its_books_along(filled):
    before = _kept(filled)
    with api.env.adopt_user(SITE_OWNER_NAME):
        moved = api.content.rename(filled, "flyttad")
    after = _kept(moved)
    assert {name: after[name] for name in after if name not in FOLLOWING} == {
        name: before[name] for name in before if name not in FOLLOWING
    }
    assert set(after) == set(before)


def test_a_hub_that_is_exported_and_imported_takes_its_books_along(filled, tmp_path):
    before = _kept(filled)
    with (tmp_path / "hub.zexp").open("w+b") as file:
        filled._p_jar.exportFile(filled._p_oid, file)
        file.seek(0)
        again = filled._p_jar.importFile(file)
    assert _kept(again) == before


def test_a_hub_that_moves_house_takes_its_books_along(filled, tmp_path):
    site, before = filled.aq_parent, _lines(filled)
    assert before.keys() == books() - {"katrineholm.socialhub.pace"}
    leave(filled, tmp_path / "hub.tar")
    with api.env.adopt_user(SITE_OWNER_NAME):
        for each in within(filled):
            each.unindexObject()
    site._delObject("hub", suppress_events=True)
    transaction.commit()
    (tmp_path / "unpacked").mkdir()
    unpacked(tmp_path / "hub.tar", tmp_path / "unpacked")
    Arrival(site, tmp_path / "unpacked").carry_out("hub")
    assert _lines(site.hub) == before
    assert list(checking.found(site.hub, None)) == []


def _lines(place):
    """All that a hub's books hold, as it moves."""
    return {name: list(moving.told(place, name, hash_of)) for name in moving.names(place)}


def test_a_book_that_is_not_begun_is_read_without_a_trace(hub):  # noqa: F811
    read(hub, "katrineholm.socialhub.none")["stray"] = SimpleNamespace()
    assert dict(read(hub, "katrineholm.socialhub.none")) == {}
    assert "katrineholm.socialhub.none" not in IAnnotations(hub)


def test_a_channel_that_comes_or_goes_wakes_none_of_the_others(
    make_functional_channel, functional_administration
):
    others = [make_functional_channel() for _number in range(3)]
    functional_administration._p_jar.cacheMinimize()
    with api.env.adopt_user(SITE_OWNER_NAME):
        fields = {"title": "Ny", "profile_url": "https://ny.example.se/"}
        new = api.content.create(functional_administration, "Channel", "ny", **fields)
        transaction.commit()
        assert [each._p_state for each in others] == [GHOST] * 3
        api.content.delete(new)
        transaction.commit()
    assert [each._p_state for each in others] == [GHOST] * 3
