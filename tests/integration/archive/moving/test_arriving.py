"""A hub that moves house: all of it is there afterwards, or nothing."""

from functools import partial
from hashlib import sha256

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.indexing import processQueue
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.accounts.channels.hub import hubs
from katrineholm.socialhub.accounts.lifecycle.demands import Given
from katrineholm.socialhub.accounts.lifecycle.steps import take
from katrineholm.socialhub.archive.moving import arriving, books
from katrineholm.socialhub.archive.moving.accounts import counts
from katrineholm.socialhub.archive.moving.arriving import KEY, Arrival, take_back
from katrineholm.socialhub.archive.moving.leaving import Stopped, leave
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.moving import archive
from katrineholm.socialhub.core.moving.errors import Unmovable
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.checking import found as faults_in

PATHS = ("hub", "hub/kultur", "hub/kultur/bloggen", "hub/json-feed")


def kept(hub):
    """The hash of each of a hub's books."""
    told = {name: books.told(hub, name, archive.hash_of) for name in books.names(hub)}
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
    return kept(full), counts(full), catalogued()


@pytest.fixture
def pages(full, browse):
    """What a visitor met before it moved."""
    return {path: browse().get(path).text for path in PATHS}


def test_all_is_there_afterwards(before, arrive, emptied):
    assert hubs() == []
    told = arrive()
    assert told == {"path": "hub", "counts": before[1], "settings_that_stay": []}
    assert (kept(emptied.hub), counts(emptied.hub), catalogued()) == before
    assert [each.getId() for each in hubs()] == ["hub"]
    assert KEY not in IAnnotations(emptied)


def test_the_log_is_as_it_was_written(before, arrive, emptied):
    arrive()
    assert list(faults_in(emptied.hub, None)) == []
    assert before[1]["log"]["count"] + len(messages_of(emptied.hub)) > 2


def test_files_and_pictures_are_there(before, arrive, emptied):
    arrive()
    messages, [uid] = messages_of(emptied.hub), [emptied.hub.kultur.bloggen.UID()]
    assert messages.files(messages.root["messages"].minKey()) == {"a.txt": b"fil"}
    timeline = timeline_of(emptied.hub)
    [entry] = [each for each in timeline.all(uid) if timeline.pictures(each)]
    blob, type, _width, _height = timeline.picture_of(entry, timeline.pictures(entry)[0]["name"])
    assert (blob.open().read(), type) == (b"picture", "image/png")
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
        take(emptied.hub.kultur.annan, "pause", Given(comment="Semester"))
        assert api.content.get_state(emptied.hub.kultur.annan) == "paused"


def test_while_it_comes_nobody_meets_it(before, arrive, emptied, browse):
    seen = []

    def is_stopped():
        seen.append((len(hubs()), browse().get("hub").status_code))
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
            assert hubs() == []
    assert broken > 1
    assert (kept(emptied.hub), counts(emptied.hub), catalogued()) == before


def test_an_arrival_that_was_broken_off_can_be_taken_back(before, arrive, emptied, archived):
    with pytest.raises(Stopped):
        arrive(is_stopped=lambda: emptied.__annotations__[KEY]["step"] == 3)
    assert take_back(emptied)
    assert not take_back(emptied)
    assert KEY not in IAnnotations(emptied)
    assert (hubs(), catalogued()) == ([], [])
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
    with pytest.raises(Unmovable, match="Another hub has begun to arrive"):
        arrive("annan")


def test_what_is_in_the_site_does_not_come_again(full, folder, functional_portal):
    with pytest.raises(Unmovable, match="in the site already: /plone/hub"):
        Arrival(functional_portal, folder).carry_out("annan")
    assert KEY not in IAnnotations(functional_portal)


@pytest.mark.parametrize(
    "at",
    ["", "_hub", "../hub", "none/hub", "acl_users/hub", "hub/", "a<b", "@@hub", "portal_catalog"],
)
def test_it_does_not_come_where_it_cannot_lie(arrive, emptied, at):
    with pytest.raises(Unmovable):
        arrive(at)
    assert KEY not in IAnnotations(emptied)


def test_nothing_takes_the_place_of_something_else(arrive, emptied):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(emptied, "Document", "hub")
    transaction.commit()
    with pytest.raises(Unmovable, match="Nothing can be put at hub"):
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
    with pytest.raises(Unmovable) as refused:
        Arrival(emptied, forged).carry_out("hub")
    assert str(refused.value).endswith(".")
    assert (hubs(), catalogued(), KEY in IAnnotations(emptied)) == ([], [], False)
    assert Arrival(emptied, folder).carry_out("hub")["counts"] == before[1]


def forge(folder, target, path, text):
    """An archive, listed as it ought to be, in which a file says something else."""
    with archive.created(target.with_suffix(".tar"), {}) as made:
        for each in archive.listed_in(folder):
            if each["path"].endswith(".jsonl") and each["path"] != path:
                made.put_lines(each["path"], archive.lines_in(folder / each["path"]))
        for each in (folder / "files").rglob("*"):
            if each.is_file():
                made.keep(Blob(each.read_bytes()))
        made.put_lines(path, [f"{text}\n".encode()] if text else [])
    target.mkdir()
    archive.unpacked(target.with_suffix(".tar"), target)
    return target


def test_what_was_changed_on_its_way_does_not_take_its_place(arrive, emptied, monkeypatch):
    take_in = books.growing

    def forgetful(hub, name, *rest):
        book = take_in(hub, name, *rest)
        add = book.add
        book.add = lambda line: None if b'"put"' in line and b"Inl" in line else add(line)
        return book

    monkeypatch.setattr(arriving.books, "growing", forgetful)
    with pytest.raises(Unmovable, match=r"timeline\.jsonl is not what the archive holds"):
        arrive()
    assert hubs() == []


def test_an_archive_of_the_hub_that_came_is_the_same_archive(arrive, emptied, folder, tmp_path):
    arrive()
    leave(emptied.hub, tmp_path / "again.tar")
    again = tmp_path / "again"
    again.mkdir()
    archive.unpacked(tmp_path / "again.tar", again)
    first, second = (list(archive.listed_in(each))[1:] for each in (folder, again))
    assert first == second
