"""What is kept of pictures that are described many at once."""

import pytest
from plone import api

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.core.feeds.model import Image, Media
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.posting.descriptions import (
    channel_shares,
    describable_channels,
    store_captions,
    store_descriptions,
    undescribed_pictures,
)
from katrineholm.socialhub.site.pages.refusals import Refusal

SRC = "https://cdn.example.se/a.jpg"
FILM = Media("https://film.example.se/1.mp4", "video/mp4")


@pytest.fixture
def hub(functional_portal, written_channel):
    return functional_portal.hub


@pytest.fixture
def entry(hub, written_channel, keep):
    """An entry with a film and a picture that nobody has described."""
    return keep(written_channel, title="Plogen", images=(Image(SRC),), media=(FILM,))


def name(hub, entry):
    [picture] = undescribed_pictures(timeline_of(hub), timeline_of(hub).get(entry))
    return picture["name"]


def test_the_numbers_follow_what_is_described(hub, written_channel, entry, person):
    login, _password = person("Editor", at=hub.kultur)
    with api.env.adopt_user(login):
        [share] = channel_shares(hub, describable_channels(hub))
        assert (share.numbers.pictures, share.numbers.told, share.numbers.played) == (1, 0, 1)
        assert store_descriptions(hub, {name(hub, entry): "En plog"}) == (1, 0)
        assert store_captions(hub, [entry, "none"]) == 1
        assert store_captions(hub, [entry]) == 0
        [share] = channel_shares(hub, describable_channels(hub))
        assert (share.numbers.told, share.numbers.captioned) == (1, 1)
    assert timeline_of(hub).get(entry)["hand"]["by"] == login
    steps = [line["step"] for line in history.channel_lines(written_channel)]
    assert steps[:2] == ["captions-seen", "pictures-described"]


def test_nothing_is_kept_where_anything_is_refused(hub, entry, person):
    login, _password = person("Editor", at=hub.kultur)
    with api.env.adopt_user(login), pytest.raises(Refusal):
        store_descriptions(hub, {name(hub, entry): "En plog", f"{entry}.x": "x" * 1001})
    assert timeline_of(hub).get(entry)["images"][0]["alt"] is None


def test_who_may_not_write_there_describes_nothing(hub, entry, person):
    login, _password = person("Reader", at=hub.kultur)
    with api.env.adopt_user(login):
        assert describable_channels(hub) == {}
        assert store_descriptions(hub, {name(hub, entry): "En plog"}) == (0, 1)
        assert store_captions(hub, [entry]) == 0
