"""The values that leave the room cannot be changed by whoever gets them."""

from dataclasses import FrozenInstanceError, fields

import pytest

from katrineholm.socialhub.core.feeds.model import Entry, Feed, FeedState, Image, Media, Reading

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
