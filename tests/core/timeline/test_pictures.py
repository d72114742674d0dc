from hashlib import sha256

import pytest
from helpers.core.timeline import NEWS

from katrineholm.socialhub.core.timeline.decisions import hide_entry, show_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.pictures import (
    add_picture,
    picture_file,
    pictures_to_fetch,
    postpone_picture,
    stored_pictures,
)

HOUR = 3600
DAY = 24 * HOUR


@pytest.fixture
def stored(timeline, entry, image, at):
    """The id of an entry with two pictures."""
    pictures = [image("lead"), image("second", alt=None)]
    return store_document(timeline, NEWS, [entry(images=pictures)], now=at(2)).new[0]


def src(name):
    return f"https://example.org/{name}.jpg"


def test_the_leading_picture_of_the_newest_entry_is_wanted_first(
    timeline, stored, entry, image, at
):
    newer = entry("b", images=[image("z")], published=at(2))
    (other,) = store_document(timeline, NEWS, [newer], now=at(3)).new
    assert pictures_to_fetch(timeline, NEWS) == [
        (other, src("z"), "Alt z"),
        (stored, src("lead"), "Alt lead"),
        (stored, src("second"), None),
    ]


def test_four_pictures_of_an_entry_are_enough(timeline, entry, image, at):
    store_document(timeline, NEWS, [entry(images=[image(name) for name in "fedcba"])], now=at(2))
    assert [each[1] for each in pictures_to_fetch(timeline, NEWS)] == [src(name) for name in "fedc"]


def test_pictures_of_unseen_entries_are_not_wanted(timeline, stored, at):
    hide_entry(timeline, stored, by="anna", now=at(3))
    assert pictures_to_fetch(timeline, NEWS) == []
    show_entry(timeline, stored)
    assert len(pictures_to_fetch(timeline, NEWS)) == 2


def test_a_stored_picture_is_shown_by_the_entry(site, timeline, stored, at):
    before = timeline.revision()
    name = add_picture(timeline, stored, src("second"), b"bytes", 800, 600, "image/webp")
    site.commit()
    assert name == sha256(b"bytes").hexdigest()[:40] + ".webp"
    seen = site.connection().timeline
    assert stored_pictures(seen, seen.get(stored)) == [
        {"src": src("second"), "name": name, "alt": None, "width": 800, "height": 600}
    ]
    blob, *rest = picture_file(seen, seen.get(stored), name)
    assert rest == ["image/webp", 800, 600]
    with blob.open() as file:
        assert file.read() == b"bytes"
    assert [each[1] for each in pictures_to_fetch(timeline, NEWS)] == [src("lead")]
    assert timeline.revision() != before


def test_pictures_keep_the_order_of_the_source(timeline, stored):
    second = add_picture(timeline, stored, src("second"), b"2", 1, 1, "image/webp")
    first = add_picture(timeline, stored, src("lead"), b"1", 1, 1, "image/webp")
    shown = stored_pictures(timeline, timeline.get(stored))
    assert [each["name"] for each in shown] == [first, second]


def test_one_address_is_fetched_once_for_all_entries_and_channels(
    timeline, stored, entry, image, at
):
    same = [image("lead")]
    other = store_document(timeline, NEWS, [entry("b", images=same)], now=at(2)).new[0]
    third = store_document(timeline, "more", [entry("c", images=same)], now=at(2)).new[0]
    assert [each[1] for each in pictures_to_fetch(timeline, NEWS)].count(src("lead")) == 1
    name = add_picture(timeline, stored, src("lead"), b"bytes", 1, 1, "image/webp")
    for entry_id in (stored, other, third):
        assert picture_file(timeline, timeline.get(entry_id), name) is not None
    assert [each[1] for each in pictures_to_fetch(timeline, NEWS)] == [src("second")]
    assert pictures_to_fetch(timeline, "more") == []
    store_document(timeline, "more", [entry("d", images=same)], now=at(3))
    assert pictures_to_fetch(timeline, "more") == []


def test_the_same_bytes_are_stored_once(timeline, stored):
    one = add_picture(timeline, stored, src("lead"), b"bytes", 1, 1, "image/webp")
    blob = picture_file(timeline, timeline.get(stored), one)[0]
    two = add_picture(timeline, stored, src("second"), b"bytes", 1, 1, "image/webp")
    assert one == two
    assert picture_file(timeline, timeline.get(stored), two)[0] is blob


def test_an_entry_gives_out_its_own_pictures_only(timeline, stored, entry, at):
    name = add_picture(timeline, stored, src("lead"), b"bytes", 1, 1, "image/webp")
    (other,) = store_document(timeline, NEWS, [entry("b")], now=at(2)).new
    assert picture_file(timeline, timeline.get(other), name) is None
    assert picture_file(timeline, timeline.get("0" * 20), name) is None
    assert picture_file(timeline, timeline.get(stored), "other.webp") is None


def test_a_picture_that_no_entry_asks_for_is_not_stored(site, timeline, stored):
    site.commit()
    assert add_picture(timeline, stored, src("x"), b"bytes", 1, 1, "image/webp") is None
    assert add_picture(timeline, "0" * 20, src("lead"), b"bytes", 1, 1, "image/webp") is None
    assert site.written() == 0


def test_a_changed_address_is_wanted_anew(timeline, stored, entry, image, at):
    add_picture(timeline, stored, src("lead"), b"bytes", 1, 1, "image/webp")
    store_document(timeline, NEWS, [entry(images=[image("new")])], now=at(3))
    assert pictures_to_fetch(timeline, NEWS) == [(stored, src("new"), "Alt new")]
    assert stored_pictures(timeline, timeline.get(stored)) == []


def test_a_failed_picture_is_tried_three_times_and_given_up(timeline, stored, entry, image, at):
    now = at(3)
    for wait in (HOUR, DAY):
        postpone_picture(timeline, stored, src("lead"), now)
        assert len(pictures_to_fetch(timeline, NEWS, now=now + wait - 1)) == 1
        assert len(pictures_to_fetch(timeline, NEWS, now=now + wait)) == 2
        now += wait
    postpone_picture(timeline, stored, src("lead"), now)
    assert [each[1] for each in pictures_to_fetch(timeline, NEWS)] == [src("second")]
    store_document(
        timeline, NEWS, [entry(title="New", images=[image("lead"), image("third")])], now=at(9)
    )
    assert [each[1] for each in pictures_to_fetch(timeline, NEWS)] == [src("third")]


def test_a_changed_text_does_not_forget_the_failures(timeline, stored, entry, image, at):
    postpone_picture(timeline, stored, src("lead"), at(3))
    store_document(timeline, NEWS, [entry(title="New", images=[image("lead")])], now=at(3))
    assert pictures_to_fetch(timeline, NEWS, now=at(3)) == []


def test_a_failure_that_nobody_waits_for_writes_nothing(site, timeline, stored, at):
    add_picture(timeline, stored, src("second"), b"bytes", 1, 1, "image/webp")
    site.commit()
    postpone_picture(timeline, stored, src("second"), at(3))
    postpone_picture(timeline, stored, src("x"), at(3))
    postpone_picture(timeline, "0" * 20, src("lead"), at(3))
    assert site.written() == 0


def test_an_interrupted_picture_leaves_nothing(site, timeline, stored):
    site.commit()
    name = add_picture(timeline, stored, src("lead"), b"bytes", 1, 1, "image/webp")
    site.first.abort()
    assert picture_file(timeline, timeline.get(stored), name) is None
    assert len(pictures_to_fetch(timeline, NEWS)) == 2


def test_a_try_that_a_wrong_clock_put_off_is_due(timeline, stored, at):
    postpone_picture(timeline, stored, src("lead"), at(2) + 400 * DAY)
    assert len(pictures_to_fetch(timeline, NEWS, now=at(3))) == 2
