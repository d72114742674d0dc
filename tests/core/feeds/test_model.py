"""The values that leave the room cannot be changed by whoever gets them."""

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.model import (
    Entry,
    Feed,
    FeedState,
    Image,
    Media,
    Reading,
    entry_values,
)

VALUES = [
    Image("https://a.se/a.jpg"),
    Media("https://a.se/a.mp3"),
    Entry(keys=("id:a",)),
    Feed(format="RSS 2.0"),
    FeedState(),
    Reading(),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_is_frozen(value):
    for field in fields(value):
        with pytest.raises(FrozenInstanceError):
            setattr(value, field.name, None)


def test_a_reading_of_which_nothing_is_known_has_no_feed():
    assert Reading() == Reading(
        known=FeedState("", "", "", None), feed=None, wait=None, moved_to=""
    )


def test_moments_are_seconds_and_parts_are_mappings():
    entry = Entry(
        keys=("a",),
        published=datetime(2026, 5, 4, tzinfo=UTC),
        images=(Image("https://b.example.se/a.png", "En katt"),),
        media=(
            Media("https://b.example.se/a.mp3", "audio/mpeg"),
            Media("https://b.example.se/a.mp4", "video/mp4", "https://b.example.se/a.vtt"),
        ),
    )
    kept = entry_values(entry)
    assert (kept["keys"], kept["published"], kept["updated"]) == (("a",), 1_777_852_800, None)
    assert kept["images"][0]["alt"] == "En katt"
    assert [set(each) for each in kept["media"]] == [{"url", "type"}, {"url", "type", "captions"}]
