"""Why a picture or a film of a post is not stored."""

import pytest
from helpers.core.timeline import NEWS

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.disposal import erase_pictures
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.missing_media import missing_media
from katrineholm.socialhub.core.timeline.pictures import add_picture, postpone_picture

FILM = {"url": "https://example.org/f.mp4", "type": "video/mp4"}
MISSING = ("missing", {})


def src(name):
    return f"https://example.org/{name}.jpg"


@pytest.fixture
def stored(timeline, entry, image, at):
    pictures = [image(name) for name in "abcde"]
    return store_document(timeline, NEWS, [entry(images=pictures, media=(FILM,))], now=at(2)).new[0]


@pytest.fixture
def reasons(timeline, stored):
    def reasons(content=None):
        found = missing_media(timeline, timeline.unmasked(stored), content)
        return {each.url.rpartition("/")[2]: each.why for each in found}

    return reasons


LATER = {"a.jpg": "waiting", "b.jpg": "waiting", "c.jpg": "waiting", "d.jpg": "waiting"}
NEVER = {"e.jpg": "beyond", "f.mp4": "film"}


def test_each_has_its_reason(timeline, stored, reasons, at):
    assert reasons() == LATER | NEVER
    add_picture(timeline, stored, src("a"), b"a", 8, 8, "image/webp")
    postpone_picture(timeline, stored, src("b"), at(3), MISSING)
    assert reasons() == {"b.jpg": "missing", "c.jpg": "waiting", "d.jpg": "waiting"} | NEVER


def test_what_is_given_up_keeps_its_last_reason_and_what_comes_after_all_has_none(
    timeline, stored, reasons, at
):
    for day, code in ((3, "busy"), (4, "busy"), (5, "missing")):
        postpone_picture(timeline, stored, src("b"), at(day), (code, {}))
    assert reasons()["b.jpg"] == "missing"
    add_picture(timeline, stored, src("b"), b"b", 8, 8, "image/webp")
    assert "b.jpg" not in reasons()


def test_of_what_was_given_up_before_reasons_were_stored_it_is_not_known(
    timeline, stored, reasons, at
):
    for day in (3, 4, 5):
        postpone_picture(timeline, stored, src("b"), at(day))
    assert reasons()["b.jpg"] == "unknown"


def test_a_hidden_post_s_pictures_are_not_retrieved(timeline, stored, reasons, at):
    hide_entry(timeline, stored, by="anna", now=at(3))
    assert reasons()["a.jpg"] == "unseen"


def test_what_was_disposed_of_says_so(timeline, stored, reasons):
    add_picture(timeline, stored, src("a"), b"a", 8, 8, "image/webp")
    erase_pictures(timeline, stored, {"when": 1, "by": "a", "decision": "b"})
    assert {*reasons().values()} == {"disposed", "film"}


def test_an_earlier_version_has_its_own(timeline, entry, image, stored, reasons, at):
    store_document(timeline, NEWS, [entry(images=[image("a")])], now=at(3))
    [earlier] = version_list(timeline.unmasked(stored))
    assert reasons() == {"a.jpg": "waiting"}
    assert reasons(earlier)["b.jpg"] == "unknown"
