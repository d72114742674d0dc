"""What is confirmed is erased, one post in each transaction; a hold stops it to the last."""

from dataclasses import replace
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
import transaction
from helpers.integration.log import all_lanes
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from ZODB.POSException import ConflictError

from katrineholm.socialhub.accounts.channels import holds
from katrineholm.socialhub.archive.packages import order_storage as packages
from katrineholm.socialhub.archive.packages import snapshot_storage as snapshots
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.archive.record import request_actions
from katrineholm.socialhub.archive.retention import disposal_chore, disposal_storage
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults
from katrineholm.socialhub.core.timeline.decisions import show_entry
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.post_log_check import post_log_fault

PAST = int(datetime(2016, 5, 4, 10, tzinfo=UTC).timestamp())
WHOLE = ("entry", "withdrawn", "hidden", "held", "record")


def outcomes(old, name):
    proposal = disposal_storage.find_proposal(old.hub, name)
    return proposal["state"], [told and told[0] for told in proposal["items"].values()]


@pytest.mark.parametrize("kind", WHOLE)
def test_a_post_is_gone_and_who_decided_stays(old, confirmed, carry_out, kind):
    name = confirmed(kind)
    carry_out()
    assert outcomes(old, name) == ("done", ["gone"])
    left = timeline_of(old.hub).unmasked(old.ids[kind])
    assert (left["title"], left["html"]) == ("", "")
    told = {key: left["disposed"][key] for key in ("by", "proposed", "decision")}
    assert told == {"by": "evelina", "proposed": "bosse", "decision": "DHP 2.1"}
    hashes = disposal_storage.find_proposal(old.hub, name)["items"][old.ids[kind]][1]
    assert list(hashes) == left["disposed"]["hashes"] != []
    assert post_log_fault(old.hub) == ""


def test_a_version_is_gone_and_its_post_stays(old, confirmed, carry_out):
    confirmed("version")
    carry_out()
    left = timeline_of(old.hub).unmasked(old.ids["version"])
    assert (left["title"], version_list(left)) == ("Nu", [])
    assert post_log_fault(old.hub) == ""


@pytest.mark.parametrize("kind", ["picture", "entry"])
def test_a_pictures_file_is_gone(old, confirmed, carry_out, kind):
    assert old.picture in timeline_of(old.hub).root["files"]
    confirmed(kind, old.ids["picture"])
    carry_out()
    assert old.picture not in timeline_of(old.hub).root["files"]
    assert (timeline_of(old.hub).unmasked(old.ids["picture"])["title"] == "Med bild") is (
        kind == "picture"
    )


@pytest.mark.parametrize("on", ["entry", "channel"])
def test_a_hold_that_is_put_after_the_confirmation_wins(old, confirmed, carry_out, on):
    name = confirmed("hidden")
    put = old.ids["hidden"] if on == "entry" else old.channel.UID()
    holds.place_hold(old.hub, on, put, "Tvist", by="ida", now=1)
    transaction.commit()
    carry_out()
    assert outcomes(old, name) == ("done", ["held"])
    assert timeline_of(old.hub).unmasked(old.ids["hidden"])["title"] == "Hemlig hidden"


def test_a_hold_that_is_put_at_the_very_moment_wins(old, confirmed, clock):
    name = confirmed("hidden")
    holds.place_hold(old.hub, "channel", "another", "Annat", by="ida", now=1)
    transaction.commit()
    disposal_chore.dispose_item(old.hub, name, old.ids["hidden"], clock.now)
    connection = old.hub._p_jar.db().open(transaction.TransactionManager())
    try:
        book_of_holds = holds.hub_storage.stored_data(old.hub, holds.KEY)
        other = connection.get(book_of_holds._p_oid)
        other["entry", old.ids["hidden"]] = ("ida", 1, "Tvist")
        connection.transaction_manager.commit()
        with pytest.raises(ConflictError):
            transaction.commit()
    finally:
        transaction.abort()
        connection.close()
    assert timeline_of(old.hub).unmasked(old.ids["hidden"])["title"] == "Hemlig hidden"


def test_a_request_that_is_begun_after_the_confirmation_wins(old, confirmed, carry_out, as_manager):
    name = confirmed("hidden")
    request_actions.begin_request(old.hub, "", [f"entry:{old.ids['hidden']}"])
    transaction.commit()
    carry_out()
    assert outcomes(old, name) == ("done", ["held"])
    assert timeline_of(old.hub).unmasked(old.ids["hidden"])["title"] == "Hemlig hidden"


@pytest.mark.parametrize("how", ["begin", "add", "reopen"])
def test_a_request_at_the_very_moment_wins(old, confirmed, clock, as_manager, how):
    name, keys = confirmed("hidden"), [f"entry:{old.ids['hidden']}"]
    id = request_actions.begin_request(old.hub, "", keys if how == "reopen" else [])
    if how == "reopen":
        request_actions.close_request(old.hub, id)
    transaction.commit()
    path, manager = old.hub.getPhysicalPath(), transaction.TransactionManager()
    connection = old.hub._p_jar.db().open(manager)
    try:
        hub = connection.root()["Application"].unrestrictedTraverse(path)
        disposal_chore.dispose_item(hub, name, old.ids["hidden"], clock.now)
        if how == "reopen":
            request_actions.reopen_request(old.hub, id)
        elif how == "add":
            request_actions.add_records(old.hub, id, keys)
        else:
            request_actions.begin_request(old.hub, "", keys)
        transaction.commit()
        with pytest.raises(ConflictError):
            manager.commit()
    finally:
        manager.abort()
        connection.close()
    assert timeline_of(old.hub).unmasked(old.ids["hidden"])["title"] == "Hemlig hidden"


def test_what_has_come_back_since_is_left(old, confirmed, carry_out):
    name = confirmed("hidden")
    show_entry(timeline_of(old.hub), old.ids["hidden"])
    transaction.commit()
    carry_out()
    assert outcomes(old, name) == ("done", ["other"])
    assert timeline_of(old.hub).unmasked(old.ids["hidden"])["title"] == "Hemlig hidden"


def test_cut_short_it_goes_on_where_it_was(old, confirmed, worker, carry_out, monkeypatch):
    name = confirmed("entry", *(old.ids[kind] for kind in ("entry", "picture", "version")))
    whole, done = disposal_chore.dispose_item, []

    def killed(*given):
        if done:
            raise KeyboardInterrupt
        done.append(whole(*given))

    monkeypatch.setattr(disposal_chore, "dispose_item", killed)
    with pytest.raises(KeyboardInterrupt):
        disposal_chore.carry_out_disposals(worker)
    transaction.abort()
    state, told = outcomes(old, name)
    assert (state, sorted(map(str, told))) == ("confirmed", ["None", "None", "gone"])
    assert post_log_fault(old.hub) == ""
    monkeypatch.setattr(disposal_chore, "dispose_item", whole)
    carry_out()
    assert outcomes(old, name) == ("done", ["gone"] * 3)


def test_one_that_fails_keeps_no_other_and_is_disposed_of_later(
    old, confirmed, worker, clock, carry_out, monkeypatch
):
    bad = old.ids["picture"]
    name, whole = (
        confirmed("entry", old.ids["entry"], bad, old.ids["version"]),
        disposal_chore._dispose_post,
    )

    def broken(hub, proposal, entry_id, now):
        if entry_id == bad:
            raise ValueError
        return whole(hub, proposal, entry_id, now)

    with monkeypatch.context() as patch:
        patch.setattr(disposal_chore, "_dispose_post", broken)
        carry_out()
    state, told = outcomes(old, name)
    assert (state, sorted(map(str, told))) == ("confirmed", ["None", "gone", "gone"])
    clock.now += 15 * 60
    carry_out()
    assert outcomes(old, name) == ("done", ["gone"] * 3)


def test_what_is_disposed_of_is_in_no_snapshot_and_no_package(old, confirmed, carry_out):
    with api.env.adopt_user("bosse"):
        snapshot = take_snapshot(old.channel, now=PAST + 9)
    made = packages.Order(
        *("a", old.channel.UID(), "Bloggen", "2016-01-01", "2016-06-01", False, False),
        **{"by": "bosse", "ordered": PAST, "state": packages.READY, "taken": PAST},
        **{"parts": ({"id": "uuid-1", "size": 4, "sha256": "f" * 64},)},
    )
    others = {"id": "b", "first": "2016-06-02", "last": "2016-07-01"}
    received = {"id": "c", "receipt": {"day": "2016-07-01", "note": "1", "by": "b", "at": PAST}}
    for changes in ({}, others, received):
        packages.save_order(old.hub, replace(made, **changes))
    confirmed("hidden")
    carry_out()
    kept = snapshots.find_snapshot(old.hub, old.channel.UID(), snapshot.id)
    with kept.file.open() as file, ZipFile(file) as zipped:
        texts = [zipped.read(name) for name in zipped.namelist()]
    assert not any(b"Hemlig hidden" in text for text in texts)
    assert any(b"Hemlig withdrawn" in text for text in texts)
    found = [packages.find_order(old.hub, id) for id in "abc"]
    assert [(each.state, each.has_files, each.code) for each in found] == [
        ("waiting", False, "disposed"),
        ("ready", True, ""),
        ("ready", False, ""),
    ]


def test_what_is_only_proposed_is_not_touched(old, in_force, carry_out):
    in_force("hidden")
    disposal_storage.add_proposal(
        old.hub, {"kind": "hidden", "proposed": ("bosse", 1)}, [old.ids["hidden"]]
    )
    transaction.commit()
    carry_out()
    assert timeline_of(old.hub).unmasked(old.ids["hidden"])["title"] == "Hemlig hidden"


def test_the_log_tells_of_it_and_nobody_can_deny_it(old, confirmed, carry_out):
    confirmed("hidden")
    carry_out()
    assert [
        each.what for each in record_faults(messages_of(old.hub).root, lanes=all_lanes(old.hub))
    ] == []
    timeline_of(old.hub).unmasked(old.ids["hidden"])["disposed"] = None
    assert old.ids["hidden"] in post_log_fault(old.hub)


@pytest.mark.parametrize("page", ["hub/@@entry/{0}", "hub/kultur/bloggen/@entries/{0}"])
def test_its_address_says_that_it_is_gone(old, confirmed, carry_out, browse, api_of, page):
    confirmed("entry")
    carry_out()
    session = api_of(()) if "@entries" in page else browse()
    assert session.get(page.format(old.ids["entry"])).status_code == 410
    assert session.get(page.format("0" * 20)).status_code == 404


def test_it_is_not_found_by_its_words(old, confirmed, carry_out, browse):
    search = "hub?SearchableText=Hemlig+entry"
    assert old.ids["entry"] in browse().get(search).text
    confirmed("entry")
    carry_out()
    assert old.ids["entry"] not in browse().get(search).text


def test_the_record_lists_it_no_more_and_its_own_page_says_so(
    old, confirmed, carry_out, browse, api_of
):
    confirmed("hidden")
    carry_out()
    owner = SITE_OWNER_NAME, SITE_OWNER_PASSWORD
    gone = old.ids["hidden"]
    listed = browse(*owner).get("hub/@@record")
    assert (listed.status_code, gone in listed.text) == (200, False)
    told = api_of(owner).get("hub/@record").json()
    assert gone not in [each["id"] for each in told["items"]]
    assert told["items_total"] == len(told["items"])
    assert "Gallrat" in browse(*owner).get(f"hub/@@record/{gone}").text
    assert api_of(owner).get(f"hub/@record/{gone}").json()["state"] == "disposed"
