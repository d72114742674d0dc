"""What becomes of posts after their delivery: each change once, in the next package of changes."""

import csv
import json
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from io import StringIO
from zipfile import ZipFile

import pytest
import transaction
from helpers.core.packages import WHOLE
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import holds, post_acts
from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.packages.changes import has_changes
from katrineholm.socialhub.archive.packages.order_storage import CHANGES, find_order
from katrineholm.socialhub.archive.packages.orders import (
    OrderInput,
    cancel_order,
    invalidate_package,
    note_receipt,
    order_package,
    retry_order,
)
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline import decisions
from katrineholm.socialhub.core.timeline.disposal import erase_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.duplicates import merge_duplicates
from katrineholm.socialhub.core.timeline.entry import CONTENT_FIELDS
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.steps import set_facts
from katrineholm.socialhub.site.pages.refusals import Refusal

JUNE = datetime(2026, 6, 10, 10, tzinfo=UTC)
LATER = 1_800_000_000
ALT = "https://cdn.example.se/sen.webp"
STATE = {"by": "anna", "when": LATER, "decision": "KS 1"}


@pytest.fixture
def timeline(hub):
    return timeline_of(hub)


@pytest.fixture
def uid(blog):
    return blog.UID()


@pytest.fixture
def change(timeline, uid):
    """A function that lets the source of an entry say it otherwise, or no longer."""

    def change(entry, **fields):
        stored = timeline.unmasked(entry)
        content = {name: stored[name] for name in CONTENT_FIELDS}
        if fields:
            store_document(timeline, uid, [content | fields], now=LATER)
        else:
            store_document(timeline, uid, [], now=LATER, deleted=stored["keys"])

    return change


@pytest.fixture
def deliver(hub, uid, made, stored_file):
    """A function that orders a package, lets it be made, and notes the receipt: its file."""

    def deliver(kind="period", receipt=True, days=("2026-06-01", "2026-06-30"), **more):
        with api.env.adopt_user(SITE_OWNER_NAME):
            order = order_package(hub, OrderInput(uid, *days, kind=kind, **more))
        transaction.commit()
        order = made(order.id)
        assert (order.state, order.code) == ("ready", "")
        if receipt:
            acknowledge(hub, order)
        return order, stored_file(order)

    return deliver


def acknowledge(hub, order):
    note_receipt(hub, order.id, "2026-08-01", "Mottaget")
    transaction.commit()


def rows(package):
    """What ``changes.csv`` says, as pairs of a record and an act."""
    with ZipFile(package) as zipped:
        [name] = [each for each in zipped.namelist() if each.endswith("/changes.csv")]
        text = zipped.read(name).decode("utf-8-sig")
    dialect = csv.Sniffer().sniff(text.splitlines()[0])
    found = csv.DictReader(StringIO(text), dialect=dialect)
    return [(each["record"].rpartition(":")[2], each["act"]) for each in found]


def ids(posts):
    return sorted(each["id"].rpartition(":")[2] for each in posts)


def all_ways(hub, timeline, blog, keep, change):
    """Entries by what becomes of them, and a function that lets it."""
    names = (
        *("edited", "withdrawn", "came back", "hidden", "shown", "masked", "unmasked"),
        *("asked", "held", "lifted", "disposed", "picture", "stays", "joined", "pinned", "same"),
    )
    found = {
        each: keep(blog, title=each, published=JUNE, images=(Image(ALT),) * (each == "picture"))
        for each in names
    }
    decisions.hide_entry(timeline, found["shown"], by="anna", now=LATER)
    decisions.mask_entry(timeline, found["unmasked"], ["x"], [], reason="r", by="a", now=LATER)
    change(found["came back"])
    holds.place_hold(hub, holds.ENTRY, found["lifted"], "r", by="anna", now=LATER)

    def become():
        act = post_acts.note_act
        content = {name: timeline.unmasked(found["came back"])[name] for name in CONTENT_FIELDS}
        change(found["edited"], html="<p>Rättat</p>")
        change(found["withdrawn"])
        act(hub, "withdraw", [found["withdrawn"]], now=LATER)
        store_document(timeline, blog.UID(), [content], now=LATER)
        decisions.hide_entry(timeline, found["hidden"], by="anna", now=LATER)
        act(hub, "hide", [found["hidden"]], now=LATER, who="anna", why="Fel")
        decisions.show_entry(timeline, found["shown"])
        decisions.mask_entry(timeline, found["masked"], ["m"], [], reason="r", by="a", now=LATER)
        decisions.unmask_entry(timeline, found["unmasked"])
        act(hub, "purpose", [found["asked"]], now=LATER, who="anna", why="Klart")
        holds.place_hold(hub, holds.ENTRY, found["held"], "r", by="anna", now=LATER)
        holds.lift_hold(hub, holds.ENTRY, found["lifted"], "r", by="anna", now=LATER)
        erase_entry(timeline, found["disposed"], STATE)
        add_picture(timeline, found["picture"], ALT, b"RIFF....WEBP", 2, 1, "image/webp")
        found["late"] = keep(blog, title="Sent", published=JUNE)
        pair = [found["stays"], found["joined"]]
        assert list(merge_duplicates(timeline.root, blog.UID(), pair, by="a", now=LATER))
        act(hub, "join", [found["joined"]], now=LATER, who="a", why=found["stays"])
        act(hub, "pin", [found["pinned"]], now=LATER, who="anna")
        transaction.commit()

    return found, become


def test_each_change_is_once_in_the_next_package(
    hub, timeline, blog, uid, keep, change, deliver, posts, eark
):
    found, become = all_ways(hub, timeline, blog, keep, change)
    _first, file = deliver()
    assert set(ids(posts(file))) > set(found.values())
    become()
    second, file = deliver(CHANGES)
    assert ids(posts(file)) == sorted({*found.values()} - {found["same"], found["joined"]})
    told = dict(rows(file))
    assert len(told) == len(rows(file)) == len(found) - 1
    assert {name: told[id] for name, id in found.items() if id in told} == {
        **{"edited": "edit", "withdrawn": "withdraw", "came back": "change", "hidden": "hide"},
        **{"shown": "change", "masked": "change", "unmasked": "change", "asked": "purpose"},
        **{"held": "hold", "lifted": "lift", "disposed": "change", "picture": "change"},
        **{"stays": "edit", "joined": "join", "pinned": "pin", "late": "change"},
    }
    file = file.rename(file.with_stem(second.parts[0]["id"]))
    assert list(package_errors(file)) == []
    assert WHOLE.search(said := eark(file)), said
    assert not has_changes(hub, uid, messages=True)
    with pytest.raises(Refusal, match="Nothing has changed"):
        order_package(hub, OrderInput(uid, "", "", kind=CHANGES))


def test_what_changes_again_is_in_the_third_alone(hub, timeline, blog, keep, deliver, posts):
    one, other = (keep(blog, title=each, published=JUNE) for each in "ab")
    deliver()
    decisions.hide_entry(timeline, one, by="anna", now=LATER)
    _order, file = deliver(CHANGES)
    assert ids(posts(file)) == [one]
    decisions.hide_entry(timeline, other, by="anna", now=LATER)
    _order, file = deliver(CHANGES)
    assert ids(posts(file)) == [other]


def test_it_says_which_packages_it_supplements(hub, timeline, blog, keep, deliver, read):
    one = keep(blog, published=JUNE)
    first, _file = deliver()
    decisions.hide_entry(timeline, one, by="anna", now=LATER)
    order, file = deliver(CHANGES)
    mets, dc = read(file, f"{order.parts[0]['id']}/METS.xml"), read(file, "dc.xml")
    assert 'RECORDSTATUS="SUPPLEMENT"' in mets
    assert f'LABEL="{first.parts[0]["id"]}"' in mets
    assert f">{first.parts[0]['id']}</dc:relation>" in dc
    assert "ändringar i 2026-06-01 till 2026-06-30" in dc
    assert "Ändringar i det som har levererats förut" in dc


def test_what_was_packed_after_the_change_has_it_already(hub, timeline, blog, keep, deliver, posts):
    june, july = (keep(blog, published=JUNE.replace(month=month)) for month in (6, 7))
    deliver()
    for each in (june, july):
        decisions.hide_entry(timeline, each, by="anna", now=LATER)
    deliver(days=("2026-07-01", "2026-07-31"))
    _order, file = deliver(CHANGES)
    assert ids(posts(file)) == [june]
    for each in (june, july):
        decisions.show_entry(timeline, each)
    _order, file = deliver(CHANGES)
    assert ids(posts(file)) == sorted([june, july])


def test_without_a_delivery_nothing_has_changed_since(hub, uid, deliver, timeline, blog, keep):
    one = keep(blog, published=JUNE)
    deliver(receipt=False)
    decisions.hide_entry(timeline, one, by="anna", now=LATER)
    with pytest.raises(Refusal, match="no package of it yet"):
        order_package(hub, OrderInput(uid, "", "", kind=CHANGES))


def test_one_without_a_receipt_bars_the_next_and_can_be_cancelled(
    hub, timeline, blog, uid, keep, deliver, posts
):
    one = keep(blog, published=JUNE)
    deliver()
    decisions.hide_entry(timeline, one, by="anna", now=LATER)
    order, _file = deliver(CHANGES, receipt=False)
    decisions.show_entry(timeline, one)
    with pytest.raises(Refusal, match="Note the archive's receipt"):
        order_package(hub, OrderInput(uid, "", "", kind=CHANGES))
    with pytest.raises(Refusal, match="Note the archive's receipt"):
        order_package(hub, OrderInput(hub.kultur.UID(), "", "", kind=CHANGES))
    cancel_order(hub, order.id)
    _order, file = deliver(CHANGES)
    assert ids(posts(file)) == [one]
    with pytest.raises(Refusal):
        cancel_order(hub, _order.id)


def test_one_that_fails_or_is_made_anew_loses_and_repeats_nothing(
    hub, timeline, blog, uid, keep, deliver, made, posts, stored_file
):
    one, other = (keep(blog, title=each, published=JUNE) for each in "ab")
    deliver()
    decisions.hide_entry(timeline, one, by="anna", now=LATER)
    order = order_package(hub, OrderInput(uid, "", "", kind=CHANGES))
    order_storage.update_order(hub, order.id, state="failed", code="full")
    decisions.hide_entry(timeline, other, by="anna", now=LATER)
    retry_order(hub, order.id)
    transaction.commit()
    order = made(order.id)
    assert ids(posts(stored_file(order))) == sorted([one, other])
    decisions.show_entry(timeline, one)
    invalidate_package(hub, order, LATER)
    transaction.commit()
    order = made(order.id)
    assert ids(posts(stored_file(order))) == sorted([one, other])
    acknowledge(hub, order)
    assert not has_changes(hub, uid, messages=False)


def test_one_that_is_made_anew_after_its_receipt_is_the_one_that_the_archive_has(
    hub, timeline, blog, uid, keep, deliver, made, posts, read
):
    held, gone = (keep(blog, title=each, published=JUNE) for each in "ab")
    first, _file = deliver()
    decisions.hide_entry(timeline, held, by="anna", now=LATER)
    holds.place_hold(hub, holds.ENTRY, held, "Tvist", by="anna", now=LATER)
    erase_entry(timeline, gone, STATE)
    invalidate_package(hub, find_order(hub, first.id), LATER)
    transaction.commit()
    assert has_changes(hub, uid, messages=False)
    again = made(first.id)
    assert (again.state, again.taken) == ("ready", first.taken)
    assert again.receipt
    assert not again.is_to_send
    assert again.parts != again.acknowledged == first.parts
    order, file = deliver(CHANGES)
    assert ids(posts(file)) == sorted([held, gone])
    assert f'LABEL="{first.parts[0]["id"]}"' in read(file, f"{order.parts[0]['id']}/METS.xml")


def test_of_two_ordered_at_once_the_later_one_fails(hub, timeline, blog, uid, keep, deliver, made):
    one = keep(blog, published=JUNE)
    deliver()
    decisions.hide_entry(timeline, one, by="anna", now=LATER)
    order = order_package(hub, OrderInput(uid, "", "", kind=CHANGES))
    other = order_storage.Order(**asdict(order) | {"id": order_storage.new_id()})
    order_storage.save_order(hub, other)
    transaction.commit()
    assert made(order.id).state == "ready"
    made(other.id)
    assert (found := find_order(hub, other.id)).code == "open", found


def test_messages_come_with_their_new_lines(hub, uid, received, people, deliver, read):
    number, secret = received
    deliver(messages=True)
    assert not has_changes(hub, uid, messages=True)
    with api.env.adopt_user("rut"):
        messages_of(hub).record(number, "note", {"text": "Plogat"}, who="rut", now=LATER)
        set_facts(hub, secret, {"secret": False}, now=LATER)
    transaction.commit()
    assert not has_changes(hub, uid, messages=False)
    _order, file = deliver(CHANGES, messages=True)
    found = [json.loads(each) for each in read(file, "messages.jsonl").splitlines()]
    assert [each["number"] for each in found] == [number, secret]
    assert found[0]["log"][-1]["given"] == {"text": "Plogat"}
    assert Counter(rows(file)) == {(str(number), "log"): 1, (str(secret), "log"): 1}
    assert not has_changes(hub, uid, messages=True)


def test_the_secret_ones_are_in_a_package_of_their_own(hub, uid, received, people, deliver, read):
    _number, secret = received
    deliver(messages=True)
    deliver(secret="KS 1: leverans")
    with api.env.adopt_user("rut"):
        messages_of(hub).record(secret, "note", {"text": "x"}, who="rut", now=LATER)
    transaction.commit()
    assert not has_changes(hub, uid, messages=True)
    _order, file = deliver(CHANGES, secret="KS 2: leverans")
    [found] = [json.loads(each) for each in read(file, "messages.jsonl").splitlines()]
    assert found["number"] == secret
