import hashlib
import json

import pytest

from katrineholm.socialhub.core.timeline.decisions import mask_entry
from katrineholm.socialhub.core.timeline.disposal import (
    delete_files,
    erase_entry,
    erase_pictures,
    erase_versions,
    needed_sources,
)
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.marks import set_mark
from katrineholm.socialhub.core.timeline.outline import channel_outline
from katrineholm.socialhub.core.timeline.pictures import (
    add_picture,
    picture_file,
    pictures_to_fetch,
    stored_pictures,
)
from katrineholm.socialhub.core.timeline.streams import counts_by_month, entry_count, latest_entries
from katrineholm.socialhub.core.timeline.submissions import store_submission

NEWS, OTHER = "news", "other"
TOLD = {"by": "bo", "when": 5, "decision": "DHP 1.2"}


@pytest.fixture
def told(entry, image):
    return entry(
        title="Hemligt", html="<p>Hemlig text</p>", author="Åsa", images=[image("x", alt="Hemlig")]
    )


@pytest.fixture
def kept(timeline, told, at):
    """An entry with an earlier version and a picture; its id."""
    [entry_id] = store_document(timeline, NEWS, [{**told, "title": "Förr"}], now=at(2)).new
    store_document(timeline, NEWS, [told], now=at(3))
    store(timeline, entry_id, told)
    set_mark(timeline, "pinned", entry_id, by="ida", now=at(3))
    mask_entry(timeline, entry_id, ["Hemlig text"], [], reason="B", by="ida", now=at(3))
    return entry_id


def store(timeline, entry_id, told):
    add_picture(timeline, entry_id, told["images"][0]["src"], b"WEBP", 9, 9, "image/webp")


def stored(site):
    """All that the database would hold of the store, as a text."""
    site.commit()
    root = site.timeline.root
    return repr([dict(each) for each in root["channels"][NEWS]["entries"].values()]) + repr(
        [dict(root["files"]), dict(root.get("masks", {})), root["marks"], dict(root["rows"])]
    )


def test_nothing_that_it_said_is_left(site, timeline, kept):
    assert "Hemlig" in stored(site)
    erase_entry(timeline, kept, TOLD)
    left = stored(site)
    for word in ("emlig", "Förr", "Åsa", "x.jpg"):
        assert word not in left
    assert latest_entries(timeline, [NEWS]) == []
    assert (
        entry_count(timeline, [NEWS]),
        channel_outline(timeline, NEWS).entries,
        counts_by_month(timeline, [NEWS]),
    ) == (0, 0, {})
    assert stored_pictures(timeline, timeline.get(kept)) == []


def test_that_it_was_stays_with_who_decided_and_hashes(timeline, kept, told):
    whole = timeline.unmasked(kept)
    said = {name: whole[name] for name in told}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=dict)
    hashes = erase_entry(timeline, kept, TOLD)
    assert hashes[0] == hashlib.sha256(text.encode()).hexdigest()
    assert len(hashes) == 2
    left = timeline.get(kept)
    assert left["disposed"] == {**TOLD, "hashes": hashes}
    assert (left["entry_id"], left["channel"]) == (kept, NEWS)


@pytest.mark.parametrize("title", ["Hemligt", "Ändrat"])
def test_its_source_cannot_bring_it_back(timeline, kept, told, at, title):
    erase_entry(timeline, kept, TOLD)
    changes = store_document(timeline, NEWS, [{**told, "title": title}], now=at(6))
    assert (changes.new, changes.changed) == ((), ())
    assert timeline.get(kept)["title"] == ""
    assert pictures_to_fetch(timeline, NEWS) == []
    assert store_submission(timeline, NEWS, told, by="ida", now=at(6)) == (kept, "same")
    assert timeline.get(kept)["html"] == ""


def test_an_entry_that_is_gone_is_not_withdrawn(timeline, kept, entry, at):
    erase_entry(timeline, kept, TOLD)
    for day in (6, 7, 8):
        store_document(timeline, NEWS, [entry("other")], now=at(day), floor=0)
    assert timeline.get(kept)["withdrawn"] is None


def test_the_same_post_elsewhere_is_left(timeline, kept, told, at):
    [other] = store_document(timeline, OTHER, [told], now=at(4)).new
    erase_entry(timeline, kept, TOLD)
    assert timeline.get(other)["title"] == "Hemligt"
    assert [each["entry_id"] for each in latest_entries(timeline, [NEWS, OTHER])] == [other]
    assert entry_count(timeline, [NEWS, OTHER]) == 1


def test_earlier_versions_go_and_the_entry_stays(timeline, kept, at):
    hashes = erase_versions(timeline, kept, at(4), TOLD)
    assert len(hashes) == 1
    whole = timeline.unmasked(kept)
    assert (version_list(whole), whole["title"]) == ([], "Hemligt")
    assert whole["forgotten"] == {**TOLD, "hashes": hashes}
    assert erase_versions(timeline, kept, at(4), TOLD) == []


def test_a_later_version_stays(timeline, kept, at):
    assert erase_versions(timeline, kept, at(3), TOLD) == []
    assert len(version_list(timeline.unmasked(kept))) == 1


def test_pictures_go_and_are_not_fetched_again(timeline, kept, told, image, at):
    [name] = erase_pictures(timeline, kept, TOLD)
    changed = {**told, "title": "Ny", "images": [*told["images"], image("y")]}
    store_document(timeline, NEWS, [changed], now=at(6))
    assert stored_pictures(timeline, timeline.get(kept)) == []
    assert picture_file(timeline, timeline.get(kept), name) is None
    assert timeline.unmasked(kept)["forgotten"]["hashes"] == [name]


def test_a_file_goes_only_when_nothing_needs_it(timeline, kept, told, at):
    [other] = store_document(timeline, OTHER, [{**told, "title": "Annat"}], now=at(4)).new
    mine, others = (needed_sources(timeline.unmasked(each)) for each in (kept, other))
    assert mine == others
    erase_entry(timeline, kept, TOLD)
    assert needed_sources(timeline.unmasked(kept)) == set()
    assert delete_files(timeline, mine - others) == 0
    erase_entry(timeline, other, TOLD)
    assert delete_files(timeline, mine) == 1
    assert (dict(timeline.root["files"]), dict(timeline.root["sources"])) == ({}, {})
