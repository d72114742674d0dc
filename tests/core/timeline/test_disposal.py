import hashlib
import json

import pytest

from katrineholm.socialhub.core.timeline.disposal import needed_sources

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
    [entry_id] = timeline.keep(NEWS, [{**told, "title": "Förr"}], now=at(2)).new
    timeline.keep(NEWS, [told], now=at(3))
    store(timeline, entry_id, told)
    timeline.mark("pinned", entry_id, by="ida", now=at(3))
    timeline.mask(entry_id, ["Hemlig text"], [], reason="B", by="ida", now=at(3))
    return entry_id


def store(timeline, entry_id, told):
    timeline.add_picture(entry_id, told["images"][0]["src"], b"WEBP", 9, 9, "image/webp")


def stored(site):
    """All that the database would hold of the store, as a text."""
    site.commit()
    root = site.timeline._root
    return repr([dict(each) for each in root["channels"][NEWS]["entries"].values()]) + repr(
        [dict(root["files"]), dict(root.get("masks", {})), root["marks"], dict(root["rows"])]
    )


def test_nothing_that_it_said_is_left(site, timeline, kept):
    assert "Hemlig" in stored(site)
    timeline.erase(kept, TOLD)
    left = stored(site)
    for word in ("emlig", "Förr", "Åsa", "x.jpg"):
        assert word not in left
    assert timeline.latest([NEWS]) == []
    assert (timeline.count([NEWS]), timeline.size(NEWS), timeline.by_month([NEWS])) == (0, 0, {})
    assert timeline.pictures(timeline.get(kept)) == []


def test_that_it_was_stays_with_who_decided_and_hashes(timeline, kept, told):
    whole = timeline.whole(kept)
    said = {name: whole[name] for name in told}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=dict)
    hashes = timeline.erase(kept, TOLD)
    assert hashes[0] == hashlib.sha256(text.encode()).hexdigest()
    assert len(hashes) == 2
    left = timeline.get(kept)
    assert left["disposed"] == {**TOLD, "hashes": hashes}
    assert (left["entry_id"], left["channel"]) == (kept, NEWS)


@pytest.mark.parametrize("title", ["Hemligt", "Ändrat"])
def test_its_source_cannot_bring_it_back(timeline, kept, told, at, title):
    timeline.erase(kept, TOLD)
    changes = timeline.keep(NEWS, [{**told, "title": title}], now=at(6))
    assert (changes.new, changes.changed) == ((), ())
    assert timeline.get(kept)["title"] == ""
    assert timeline.wanted(NEWS) == []
    assert timeline.write(NEWS, told, by="ida", now=at(6)) == (kept, "same")
    assert timeline.get(kept)["html"] == ""


def test_an_entry_that_is_gone_is_not_withdrawn(timeline, kept, entry, at):
    timeline.erase(kept, TOLD)
    for day in (6, 7, 8):
        timeline.keep(NEWS, [entry("other")], now=at(day), floor=0)
    assert timeline.get(kept)["withdrawn"] is None


def test_the_same_post_elsewhere_is_left(timeline, kept, told, at):
    [other] = timeline.keep(OTHER, [told], now=at(4)).new
    timeline.erase(kept, TOLD)
    assert timeline.get(other)["title"] == "Hemligt"
    assert [each["entry_id"] for each in timeline.latest([NEWS, OTHER])] == [other]
    assert timeline.count([NEWS, OTHER]) == 1


def test_earlier_versions_go_and_the_entry_stays(timeline, kept, at):
    hashes = timeline.forget_versions(kept, at(4), TOLD)
    assert len(hashes) == 1
    whole = timeline.whole(kept)
    assert (timeline.versions(whole), whole["title"]) == ([], "Hemligt")
    assert whole["forgotten"] == {**TOLD, "hashes": hashes}
    assert timeline.forget_versions(kept, at(4), TOLD) == []


def test_a_later_version_stays(timeline, kept, at):
    assert timeline.forget_versions(kept, at(3), TOLD) == []
    assert len(timeline.versions(timeline.whole(kept))) == 1


def test_pictures_go_and_are_not_fetched_again(timeline, kept, told, image, at):
    [name] = timeline.forget_pictures(kept, TOLD)
    changed = {**told, "title": "Ny", "images": [*told["images"], image("y")]}
    timeline.keep(NEWS, [changed], now=at(6))
    assert timeline.pictures(timeline.get(kept)) == []
    assert timeline.picture(kept, name) is None
    assert timeline.whole(kept)["forgotten"]["hashes"] == [name]


def test_a_file_goes_only_when_nothing_needs_it(timeline, kept, told, at):
    [other] = timeline.keep(OTHER, [{**told, "title": "Annat"}], now=at(4)).new
    mine, others = (needed_sources(timeline.whole(each)) for each in (kept, other))
    assert mine == others
    timeline.erase(kept, TOLD)
    assert needed_sources(timeline.whole(kept)) == set()
    assert timeline.drop_files(mine - others) == 0
    timeline.erase(other, TOLD)
    assert timeline.drop_files(mine) == 1
    assert (dict(timeline._root["files"]), dict(timeline._root["sources"])) == ({}, {})
