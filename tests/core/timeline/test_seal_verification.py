"""What a verification of the seals finds, in a store without a site around it."""

import pytest

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.duplicates import merge_duplicates
from katrineholm.socialhub.core.timeline.seal_verification import REST_SIZE, seal_errors
from katrineholm.socialhub.core.timeline.seals import batch_with, has_unsealed_changes, seal_changes

NEWS = "news"


@pytest.fixture
def sealed(timeline, ids):
    """A function that seals what waits and returns what a verification finds then."""
    lines = {}

    def run(at_rest=lambda: None):
        while has_unsealed_changes(timeline):
            if batch := seal_changes(timeline):
                lines[batch.first] = (len(lines), batch.root, len(batch.names))
        return list(seal_errors(timeline, lines, at_rest))

    return run


def test_nothing_is_found_in_a_store_that_is_whole(sealed):
    assert sealed() == []


def test_an_entry_that_cannot_be_read_is_named_and_the_others_are_verified(timeline, ids, sealed):
    sealed()
    first, second, *_rest = sorted(ids)
    timeline.unmasked(first)["time"] = "yesterday"
    del timeline.unmasked(second)["title"]
    assert sealed() == [
        f"the post {first} cannot be read: its stored values are broken",
        f"the post {second} cannot be read: its stored values are broken",
    ]


def test_a_merged_entry_is_no_error(timeline, ids, sealed, at):
    sealed()
    assert [*merge_duplicates(timeline.root, NEWS, ids[:2], by="anna", now=at(9))]
    assert sealed() == []


def test_an_entry_among_those_of_another_kind_is_named(timeline, ids, sealed):
    box = timeline.root["channels"][NEWS]
    key = box["visible"].minKey()
    box["invisible"] = type(box["visible"])({key: box["visible"].pop(key)})
    assert sealed() == [f"the post {key[1]}: it is shown or hidden otherwise than it says itself"]


def test_what_waits_is_no_error_and_no_excuse_for_a_text(timeline, ids, sealed, at):
    sealed()
    hide_entry(timeline, ids[0], by="anna", now=at(9))
    lines = {
        first: (0, stored_root(timeline, first), len(stored["names"]))
        for first, stored in timeline.root["seals"]["batches"].items()
    }
    assert list(seal_errors(timeline, lines)) == []
    timeline.unmasked(ids[0])["title"] = "Other"
    assert list(seal_errors(timeline, lines)) == [
        f"the post {ids[0]}: a version that was sealed has been changed or removed"
    ]


def stored_root(timeline, first):
    return batch_with(timeline.root, first).root


def test_memory_may_be_freed_between_entries(timeline, entry, at, sealed):
    names = map(str, range(2 * REST_SIZE))
    store_document(timeline, "films", [entry(each, link="") for each in names], now=at(9))
    rests = []
    assert sealed(lambda: rests.append(1)) == []
    assert len(rests) >= 2
