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
from katrineholm.socialhub.accounts.channels import (
    crisis,
    history,
    holds,
    own_names,
    post_acts,
    retention,
)
from katrineholm.socialhub.accounts.channels.comment_rules import proposed_rules
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.hub_storage import (
    is_hub_data,
    stored_data,
    writable_data,
)
from katrineholm.socialhub.accounts.channels.responsibility import hub_duties
from katrineholm.socialhub.accounts.information.rule_steps import propose_rule
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step
from katrineholm.socialhub.accounts.registration import account_logins, connections, looks
from katrineholm.socialhub.archive.packages import order_storage as packages
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.archive.record import post_cases, post_reads
from katrineholm.socialhub.archive.record import request_storage as requests
from katrineholm.socialhub.archive.retention import archive_decisions, retention_log
from katrineholm.socialhub.archive.retention import disposal_storage as disposals
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState, Push
from katrineholm.socialhub.core.files.hub_archive import blob_hash, unpack_archive
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.platforms.own_names import OwnName
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.desk import answer_templates, shortcuts
from katrineholm.socialhub.inbox.intake import (
    answer_queue,
    comment_state,
    rate_limit,
    receipts,
    remote_comments,
)
from katrineholm.socialhub.inbox.intake.public_submissions import take_report
from katrineholm.socialhub.inbox.intake.reports import Report
from katrineholm.socialhub.inbox.oversight import rounds, yearly_figures
from katrineholm.socialhub.inbox.steps import verification
from katrineholm.socialhub.inbox.steps.reminders import remind_hub
from katrineholm.socialhub.inbox.steps.steps import take_step
from katrineholm.socialhub.office.board import message_months, post_counts
from katrineholm.socialhub.office.board.digest import send_digests
from katrineholm.socialhub.office.webhooks.storage import Receiver, store_receiver
from katrineholm.socialhub.public.facebook import tie_backs
from katrineholm.socialhub.public.listings import proposals, purges, topics, websub_ping
from katrineholm.socialhub.public.partyblogs import party_feeds
from katrineholm.socialhub.public.register import proofs
from katrineholm.socialhub.public.register.check_outcome import CheckOutcome
from katrineholm.socialhub.refresh import page_records, seals, state_storage, subscriptions
from katrineholm.socialhub.refresh.state import State, state_after_failure
from katrineholm.socialhub.setup import transfer_settings as moving
from katrineholm.socialhub.setup.hub_export import export_hub
from katrineholm.socialhub.setup.hub_import import HubImport
from katrineholm.socialhub.setup.transfer_content import with_descendants

ROOT = Path(package.__file__).parent
# Who else may keep something in an annotation: the site's own, and the stores without Plone.
KEEPERS = {
    "accounts/channels/hub.py",  # where hubs are while the add-on is away
    *("accounts/channels/hub_storage.py", "accounts/channels/limits.py"),
    "accounts/registration/login_apps.py",
    *("core/timeline/store.py", "core/messages/store.py"),
    *(
        "refresh/chores.py",
        "refresh/faults.py",
        "refresh/lease.py",
        "refresh/storage_size.py",
        "site/mail/outbox.py",
        "site/graphics/logo.py",
    ),
    *("browser/install_steps.py", "site/pages/portlet_backup.py", "setup/handlers.py"),
    *("setup/preservation.py", "setup/content_access.py"),
    *("setup/hub_import.py", "setup/transfer_settings.py"),
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
                name = node.args[BEGIN[ast.unparse(node.func)]]
                found |= named(import_module(f"{package.__name__}.{module}"), name)
    return found


def named(module, node):
    """The books that a name in a module stands for: one, or those of a mapping by kind."""
    if isinstance(node, ast.Subscript):
        return {*getattr(module, node.value.id).values()}
    return {getattr(module, node.id)}


STORES = ("core.timeline", "core.messages")
# Where each names the book.
BEGIN = {
    "hub_storage.writable_data": 1,
    "hub_storage.value_handlers": 0,
    "hub_storage.HubStorage": 0,
}


@pytest.fixture
def filled(hub, channel, receive, keep, worker, clock):  # noqa: F811
    """A hub in which every room has kept something, through its own door."""
    clock.now, uid = NOW, channel.UID()
    hidden = keep(channel)
    hide_entry(timeline_of(hub), hidden, by="anna", now=NOW)
    post_acts.note_act(hub, "hide", [hidden], now=NOW, who="anna")
    post_reads.note_read(hub, timeline_of(hub).unmasked(hidden), hub.REQUEST)
    post_cases.begin_case(hub, hidden, post_cases.ERASE, "Ta bort mitt namn", "")
    seals.seal_hub(hub, NOW)
    retention_log.begin_log(hub)
    holds.place_hold(hub, holds.CHANNEL, uid, "Tvist", by="anna", now=NOW)
    retention.store_rule(hub, retention.RetentionRule("entry", 400, "DHP 2.1", True, "anna", NOW))
    disposals.add_proposal(hub, {"kind": "entry", "proposed": ("anna", NOW)}, [])
    own_names.write_name(hub, "list", OwnName("domain", "katrineholm.se", "Webben"), who="anna")
    proposals.store_answer(hub, FeedError("timeout", url="x"), NOW)
    topics.store_topic(hub, topics.Topic("skola", "Skola", ("skola",)))
    crisis.begin_order(hub, uid, "", until=NOW + 3600, now=NOW, who="anna")
    writable_data(hub, shortcuts.BOOK)["anna"] = NOW
    answer_templates.save_template(hub, hub.UID(), "Tack", "Tack för att du hörde av dig.")
    channel.max_age = 30
    notify(ObjectModifiedEvent(channel))
    state_storage.store_state(
        hub, uid, state_after_failure(State(NOW), FeedError("timeout", url="x"), NOW, 3600)
    )
    comment_state.store_state(hub, uid, comment_state.State(NOW, known={"x": FeedState()}))
    proofs.store_check(hub, facts_of(channel), CheckOutcome("linked", "plain", page="x"), NOW)
    rounds.record_round(hub, [uid], who="rut", now=NOW)
    propose_rule(channel, "Skriv inga personuppgifter om andra.")
    _report_and_tie(channel.__parent__)
    _handle(channel, receive)
    yearly_figures.store_year(hub, 2025, {"came": 1}, NOW)
    connection = connections.Connection("instagram", "1", "@k", "x", "anna", NOW, NOW, NOW)
    connections.store_connection(hub, uid, connection)
    writable_data(hub, connections.LOGINS)[uid] = ("instagram", "anna")
    account_logins.note_login(channel, account_logins.Login(account_logins.SAFE, "Skåpet"))
    answer_queue.queue_answer(hub, 1, NOW)
    answer_queue.note_own_answer(hub, 1, ["https://x.se/1"])
    message_months.BOOK.writable(hub)["months"][1] = ()
    writable_data(hub, post_counts.KEY)[uid] = ()
    looks.store_look(hub, uid, looks.Look("2026-05-04", "anna", NOW, "Allt väl", 120))
    party = SimpleNamespace(id="partiet", feed="https://parti.example.se/rss")
    party_feeds.store_answer(hub, party, FeedError("timeout", url="x"), NOW)
    remote_comments.store_remote_id(hub, 1, "17")
    store_receiver(hub, Receiver("1", "https://x.se", "X", ("entry.new",), "", "anna", NOW))
    websub_ping.BOOK.writable(hub)["places"][uid] = (1, 1)
    purges.BOOK.writable(hub)["positions"][uid] = (1, 1)
    period = "2026-01-01", "2026-02-01"
    packages.save_order(hub, packages.Order("1", uid, "T", *period, False, False, "anna", NOW))
    packages.store_piece(hub, "1", 1, 0, Path(__file__))
    packages.store_baseline(hub, "1", {})
    connections.note_story_error(hub, uid, ("forbidden", {}))
    archive_decisions.note_decision(channel, date(2026, 1, 2), "KS 1")
    requests.store_request(hub, "Badet", "rut", NOW)
    take_snapshot(channel, now=NOW)
    subscriptions.store_websub_hub(
        hub, uid, "https://x.se/rss", Push("https://hub.se/", "https://x.se/rss")
    )
    for key in page_records.KEYS.values():
        writable_data(hub, key)[uid] = ("9", "x", NOW, 0)
    rate_limit.count_submission(
        writable_data(hub, rate_limit.KEY, rate_limit.new_counts), "report", "192.0.2.1", 30, NOW
    )
    assert remind_hub(hub, now=NOW)
    transaction.commit()
    verification.record_verification(hub, [], NOW)
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
        tie_backs.store_ticks(place, ["logo"])
        take_channel_step(place, "report")


def _handle(spot, arrive):
    down = arrive("Ni är dumma", permalink="https://blogg.example.se/1")
    registered = arrive("Jag överklagar", sender={"name": "Eva Ek"})
    arrive("Vem plogar?")
    place = hub_of(spot)
    with api.env.adopt_user("anna"):
        take_step(place, down, "act", {"rules": ["K1"], "reason": "Ovårdat"}, now=NOW)
        take_step(place, down, "unpublish", {}, now=NOW)
    with api.env.adopt_user("rut"):
        take_step(place, registered, "register", {"diary_number": "A"} | DIARY, now=NOW)
    report = Report("https://blogg.example.se/2", "K1", "Hot", "Fy")
    return take_report(spot, report, now=NOW)


def _kept(place):
    """All that a hub's books hold, as plain values."""
    return {name: _plain(book) for name, book in IAnnotations(place).items() if is_hub_data(name)}


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
    assert messages_of(copy).append_queued_lines(NOW).count == len(list(history.hub_lines(copy)))
    own = {copy.kultur.bloggen.UID(), copy.kultur.torget.UID()}
    assert set(hub_duties(copy)) == {line["uid"] for line in history.hub_lines(copy)} == own
    assert _kept(filled) == before


def test_a_copied_hub_answers_for_no_receipt_of_the_originals(hub, channel, receive):  # noqa: F811
    receipt = _handle(channel, receive)
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, hub.aq_parent, id="kopia")
    assert receipts.receipt_message(copy, receipt) is None
    assert receipts.receipt_message(hub, receipt) is not None


def test_a_channel_copied_within_its_hub_takes_nothing_of_the_originals_along(filled):
    original, before = filled.kultur.bloggen, _kept(filled)
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(original, original.__parent__, id="kopia")
    told = [(name, told) for name, told in _kept(filled).items() if told != before[name]]
    assert {name for name, _told in told} == WRITTEN
    assert copy.UID() not in proposed_rules(filled)
    assert state_storage.load_state(filled, copy.UID()) is None


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
    faults = list(verification.log_faults(filled))
    assert before.keys() == books() - {rate_limit.KEY, purges.KEY, connections.LOGINS}
    export_hub(filled, tmp_path / "hub.tar")
    with api.env.adopt_user(SITE_OWNER_NAME):
        for each in with_descendants(filled):
            each.unindexObject()
    site._delObject("hub", suppress_events=True)
    transaction.commit()
    (tmp_path / "unpacked").mkdir()
    unpack_archive(tmp_path / "hub.tar", tmp_path / "unpacked")
    HubImport(site, tmp_path / "unpacked").carry_out("hub")
    assert _lines(site.hub) == before
    assert list(verification.log_faults(site.hub)) == faults
    assert not [each for each in faults if not each.where]


def _lines(place):
    """All that a hub's books hold, as it moves."""
    return {
        name: list(moving.book_lines(place, name, blob_hash)) for name in moving.book_names(place)
    }


def test_a_book_that_is_not_begun_is_read_without_a_trace(hub):  # noqa: F811
    stored_data(hub, "katrineholm.socialhub.none")["stray"] = SimpleNamespace()
    assert dict(stored_data(hub, "katrineholm.socialhub.none")) == {}
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
