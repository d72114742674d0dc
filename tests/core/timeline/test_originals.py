"""The originals of pictures: once for each content, and gone with the last picture."""

from hashlib import sha256
from io import BytesIO

import pytest
from helpers.core.timeline import NEWS

from katrineholm.socialhub.core.timeline.disposal import delete_files, needed_sources
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.originals import (
    Original,
    stored_original,
    stored_originals,
)
from katrineholm.socialhub.core.timeline.pictures import add_picture, picture_file, store_upload

FIRST, SECOND = "https://example.org/a.jpg", "https://example.org/b.jpg"
SHA256 = sha256(b"jpeg").hexdigest()


@pytest.fixture
def entry_id(timeline, entry, image, at):
    pictures = [image("a"), image("b")]
    return store_document(timeline, NEWS, [entry(images=pictures)], now=at(2)).new[0]


@pytest.fixture
def add(timeline, entry_id):
    def add(src, data=b"webp", original=b"jpeg"):
        kept = None if original is None else Original(BytesIO(original), 5, "image/x")
        add_picture(timeline, entry_id, src, data, 8, 8, "image/webp", "image/jpeg", kept)

    return add


def told(timeline, entry_id):
    originals = stored_originals(timeline, timeline.unmasked(entry_id))
    return [(each.sha256, each.type, each.declared, each.when) for each in originals]


def test_an_original_is_kept_byte_by_byte_with_both_its_types(site, timeline, entry_id, add):
    add(FIRST)
    site.commit()
    found = stored_original(site.connection().timeline, FIRST)
    assert found.blob.open().read() == b"jpeg"
    assert found[:1] + found[2:5] == (SHA256, "image/jpeg", "image/x", 5)
    assert found.picture in timeline.root["files"]
    assert stored_original(timeline, SECOND) is None


def test_the_same_file_at_two_places_is_kept_once(timeline, entry_id, add):
    add(FIRST)
    add(SECOND)
    assert told(timeline, entry_id) == [(SHA256, "image/jpeg", "image/x", 5)]
    assert len(timeline.root["originals"]) == 1


def test_without_it_everything_is_as_before(timeline, entry_id, add):
    add(FIRST, original=None)
    assert "originals" not in timeline.root
    assert (told(timeline, entry_id), stored_original(timeline, FIRST)) == ([], None)


def test_it_is_no_picture_of_the_post(timeline, entry_id, add):
    add(FIRST)
    assert picture_file(timeline, timeline.get(entry_id), SHA256, ever=True) is None


def test_it_goes_with_the_last_picture_that_was_made_from_it(timeline, entry_id, add):
    add(FIRST)
    add(SECOND, b"other")
    first, second = sorted(needed_sources(timeline.get(entry_id)))
    delete_files(timeline, [first])
    assert len(timeline.root["originals"]) == 1
    delete_files(timeline, [second])
    assert dict(timeline.root["originals"]) == {}


def test_an_earlier_version_has_its_own(timeline, entry, entry_id, add, at):
    add(FIRST)
    store_document(timeline, NEWS, [entry(title="Ny", images=[])], now=at(3))
    assert [name for name, *_rest in told(timeline, entry_id)] == [SHA256]


def test_an_upload_has_one_too(timeline, entry_id):
    kept = Original(BytesIO(b"jpeg"), 5)
    src = store_upload(timeline, b"webp", 8, 8, "image/webp", "image/png", original=kept)
    assert stored_original(timeline, src)[2:5] == ("image/png", "", 5)
