"""A hub that moves house: all of it is there afterwards, or nothing."""

from functools import partial
from hashlib import sha256

import pytest
import transaction
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.indexing import processQueue
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.accounts.channels import limits
from katrineholm.socialhub.accounts.channels.hub import all_hubs
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step
from katrineholm.socialhub.core.files import hub_archive
from katrineholm.socialhub.core.files.json_values import TransferError
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.originals import stored_original
from katrineholm.socialhub.core.timeline.pictures import picture_file, stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.seals import has_unsealed_changes, leaf_count
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.verification import log_faults
from katrineholm.socialhub.refresh.seals import seal_hub
from katrineholm.socialhub.setup import hub_import, transfer_settings
from katrineholm.socialhub.setup.hub_export import Stopped, export_hub
from katrineholm.socialhub.setup.hub_import import KEY, HubImport, cancel_import
from katrineholm.socialhub.setup.transfer_content import hub_counts

PATHS = ("hub", "hub/kultur", "hub/kultur/bloggen", "hub/json-feed")


def kept(hub):
    """The hash of each of a hub's books."""
    told = {
        name: transfer_settings.book_lines(hub, name, hub_archive.blob_hash)
        for name in transfer_settings.book_names(hub)
    }
    return {name: sha256(b"".join(lines)).hexdigest() for name, lines in told.items()}


def catalogued(path="/plone/hub"):
    brains = api.content.find(path=path, unrestricted=True)
    return sorted(
        (each.getPath(), each.UID, each.review_state, repr(each.socialhub_facts)) for each in brains
    )


@pytest.fixture
def before(full):
    """What was told of the hub before it moved."""
    processQueue()
    return kept(full), hub_counts(full), catalogued()


@pytest.fixture
def pages(full, browse):
    """What a visitor met before it moved."""
    return {path: browse().get(path).text for path in PATHS}


def test_all_is_there_afterwards(before, arrive, emptied):
    assert all_hubs() == []
    told = arrive()
    assert told == {"path": "hub", "counts": before[1], "settings_that_stay": []}
    assert (kept(emptied.hub), hub_counts(emptied.hub), catalogued()) == before
    assert [each.getId() for each in all_hubs()] == ["hub"]
    assert KEY not in IAnnotations(emptied)


def test_the_log_is_as_it_was_written(before, arrive, emptied):
    arrive()
    assert list(log_faults(emptied.hub)) == []
    assert before[1]["log"]["count"] + len(messages_of(emptied.hub)) > 2


def test_the_posts_are_sealed_as_they_were_and_what_waited_is_sealed_there(arrive, emptied):
    arrive()
    hub, timeline = emptied.hub, timeline_of(emptied.hub)
    first, *_rest = all_entries(timeline, hub.kultur.bloggen.UID())
    count = leaf_count(timeline.root)
    assert count
    assert has_unsealed_changes(timeline)
    seal_hub(hub, NOW)
    assert leaf_count(timeline.root) == count + 2
    assert list(log_faults(hub)) == []
    # A change afterwards is noticed.
    timeline.unmasked(first["entry_id"])["title"] = "Annat"
    assert {each.what for each in log_faults(hub)} == {"seals"}


def test_a_post_is_stored_once_so_that_a_change_is_seen_in_each_of_its_places(arrive, emptied):
    arrive()
    uid = emptied.hub.kultur.bloggen.UID()
    root = timeline_of(emptied.hub).root
    box = root["channels"][uid]
    assert box["visible"]
    for key, each in box["visible"].items():
        assert each is box["entries"][key[1]]
    newest = root["rows"][uid][3]
    assert newest is box["entries"][newest["entry_id"]]


def test_files_and_pictures_are_there(before, arrive, emptied):
    arrive()
    messages, [uid] = messages_of(emptied.hub), [emptied.hub.kultur.bloggen.UID()]
    assert messages.files(messages.root["messages"].minKey()) == {"a.txt": b"fil"}
    timeline = timeline_of(emptied.hub)
    [entry] = [each for each in all_entries(timeline, uid) if stored_pictures(timeline, each)]
    blob, type, _width, _height = picture_file(
        timeline, entry, stored_pictures(timeline, entry)[0]["name"]
    )
    assert (blob.open().read(), type) == (b"picture", "image/png")
    original = stored_original(timeline, "https://x.se/a.png")
    assert original.blob.open().read() == b"original"
    assert original[2:5] == ("image/jpeg", "image/jpg", 5)
    assert list(timeline.masks()) == [entry["entry_id"]]


def test_visitors_see_the_same_pages(pages, arrive, browse):
    assert all("Inlägg" in page for page in pages.values())
    assert browse().get("hub").status_code == 404
    arrive()
    assert {path: browse().get(path).text for path in PATHS} == pages


def test_a_channel_is_who_it_was_and_its_steps_go_on(before, arrive, emptied):
    arrive()
    channel = emptied.hub.kultur.bloggen
    assert (channel.responsible, api.content.get_state(channel)) == ("anna", "official")
    assert channel.workflow_history["socialhub_channel_workflow"][-1]["review_state"] == "official"
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.rename(channel, "annan")
        take_channel_step(emptied.hub.kultur.annan, "pause", StepInput(comment="Semester"))
        assert api.content.get_state(emptied.hub.kultur.annan) == "paused"


def test_while_it_comes_nobody_meets_it(before, arrive, emptied, browse):
    seen = []

    def is_stopped():
        seen.append((len(all_hubs()), browse().get("hub").status_code))
        return False

    arrive(is_stopped=is_stopped, some=20)
    assert len(seen) > 10
    assert set(seen) == {(0, 404)}


@pytest.mark.parametrize("steps", [1, 2, 5, 20])
def test_an_arrival_that_was_broken_off_is_gone_on_with(before, arrive, emptied, steps):
    broken = 0
    while KEY in IAnnotations(emptied) or not broken:
        try:
            arrive(is_stopped=partial(next, iter([False] * steps), True), some=7)
        except Stopped:
            broken, steps = broken + 1, steps + 3
            assert all_hubs() == []
    assert broken > 1
    assert (kept(emptied.hub), hub_counts(emptied.hub), catalogued()) == before


def test_an_arrival_that_was_broken_off_can_be_taken_back(before, arrive, emptied, archived):
    with pytest.raises(Stopped):
        arrive(is_stopped=lambda: emptied.__annotations__[KEY]["step"] == 3)
    assert cancel_import(emptied)
    assert not cancel_import(emptied)
    assert KEY not in IAnnotations(emptied)
    assert (all_hubs(), catalogued()) == ([], [])
    arrive("annan")
    assert kept(emptied.annan) == before[0]


def test_it_may_be_called_otherwise_and_lie_in_a_folder(before, arrive, emptied):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(emptied, "Folder", "kommun")
    transaction.commit()
    assert arrive("kommun/sociala")["path"] == "kommun/sociala"
    assert kept(emptied.kommun.sociala) == before[0]


def test_another_arrival_waits_for_the_first(arrive, emptied):
    with pytest.raises(Stopped):
        arrive(is_stopped=lambda: True)
    with pytest.raises(TransferError, match="Another hub has begun to arrive"):
        arrive("annan")


def test_what_is_in_the_site_does_not_come_again(full, folder, functional_portal):
    with pytest.raises(TransferError, match="in the site already: /plone/hub"):
        HubImport(functional_portal, folder).carry_out("annan")
    assert KEY not in IAnnotations(functional_portal)


@pytest.mark.parametrize(
    "at",
    ["", "_hub", "../hub", "none/hub", "acl_users/hub", "hub/", "a<b", "@@hub", "portal_catalog"],
)
def test_it_does_not_come_where_it_cannot_lie(arrive, emptied, at):
    with pytest.raises(TransferError):
        arrive(at)
    assert KEY not in IAnnotations(emptied)


def test_nothing_takes_the_place_of_something_else(arrive, emptied):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(emptied, "Document", "hub")
    transaction.commit()
    with pytest.raises(TransferError, match="Nothing can be put at hub"):
        arrive()
    assert emptied.hub.portal_type == "Document"


HOSTILE = {
    "a class": (
        "books/katrineholm.socialhub.x.jsonl",
        '["put","katrineholm.socialhub.x",{"os":1}]',
    ),
    "no book of ours": ("books/plone.portlets.jsonl", '["put","plone.portlets",1]'),
    "a file that is not there": (
        "books/katrineholm.socialhub.x.jsonl",
        '["put","katrineholm.socialhub.x",{"blob":"../../etc/passwd"}]',
    ),
    "a book that is not closed": (
        "books/katrineholm.socialhub.x.jsonl",
        '["open","katrineholm.socialhub.x","OOBTree"]',
    ),
    "a book without lines": ("books/katrineholm.socialhub.x.jsonl", ""),
    "no content": ("accounts.jsonl", ""),
    "content that is none": ("accounts.jsonl", '{"path":[]}'),
    "a setting that is none": ("settings.jsonl", '{"name":1}'),
}


@pytest.mark.parametrize(("path", "text"), HOSTILE.values(), ids=HOSTILE)
def test_what_does_not_belong_in_it_is_refused_and_nothing_seen(
    before, emptied, folder, tmp_path, path, text
):
    forged = forge(folder, tmp_path / "forged", path, text)
    with pytest.raises(TransferError) as refused:
        HubImport(emptied, forged).carry_out("hub")
    assert str(refused.value).endswith(".")
    assert (all_hubs(), catalogued(), KEY in IAnnotations(emptied)) == ([], [], False)
    assert HubImport(emptied, folder).carry_out("hub")["counts"] == before[1]


def forge(folder, target, path, text):
    """An archive, listed as it ought to be, in which a file says something else."""
    with hub_archive.new_archive(target.with_suffix(".tar"), {}) as made:
        for each in hub_archive.manifest_items(folder):
            if each["path"].endswith(".jsonl") and each["path"] != path:
                made.put_lines(each["path"], hub_archive.file_lines(folder / each["path"]))
        for each in (folder / "files").rglob("*"):
            if each.is_file():
                made.add_blob(Blob(each.read_bytes()))
        made.put_lines(path, [f"{text}\n".encode()] if text else [])
    target.mkdir()
    hub_archive.unpack_archive(target.with_suffix(".tar"), target)
    return target


def test_what_was_changed_on_its_way_does_not_take_its_place(arrive, emptied, monkeypatch):
    take_in = transfer_settings.book_writer

    def forgetful(hub, name, *rest):
        book = take_in(hub, name, *rest)
        add = book.add
        book.add = lambda line: None if b'"put"' in line and b"Inl" in line else add(line)
        return book

    monkeypatch.setattr(hub_import.transfer_settings, "book_writer", forgetful)
    with pytest.raises(TransferError, match=r"timeline\.jsonl is not what the archive holds"):
        arrive()
    assert all_hubs() == []


def test_an_archive_of_the_hub_that_came_is_the_same_archive(arrive, emptied, folder, tmp_path):
    arrive()
    export_hub(emptied.hub, tmp_path / "again.tar")
    again = tmp_path / "again"
    again.mkdir()
    hub_archive.unpack_archive(tmp_path / "again.tar", again)
    first, second = (list(hub_archive.manifest_items(each))[1:] for each in (folder, again))
    assert first == second


@pytest.mark.parametrize("name", [limits.CHANNELS, limits.STORAGE])
def test_a_hub_that_is_too_large_for_the_site_does_not_begin_to_come(before, arrive, emptied, name):
    create_channel(emptied)
    limits.store_storage_size(emptied, limits.StorageSize(limits.MEGABYTE, 0), {})
    limits.set_site_limits(emptied, {name: 1})
    transaction.commit()
    with pytest.raises(TransferError, match=r"får ha 1 kanaler|lagring är full"):
        arrive()
    assert (KEY in IAnnotations(emptied), [each.getId() for each in all_hubs()]) == (False, ["x"])
    limits.set_site_limits(emptied, {name: 2 * limits.MEGABYTE})
    transaction.commit()
    assert arrive()["counts"] == before[1]


def create_channel(portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        hub = api.content.create(portal, "SocialHub", "x", title="X")
        place = api.content.create(hub, "Administration", "y", title="Y")
        api.content.create(place, "Channel", title="Z", profile_url="https://z.example.se/")
