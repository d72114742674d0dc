"""What a channel's entries come from."""

import pytest

from katrineholm.socialhub.core.feeds.model import Entry, Feed, Media
from katrineholm.socialhub.core.feeds.source_kinds import (
    DOWNLOADS,
    channel_source,
    feed_kind,
    possible_sources,
)
from katrineholm.socialhub.core.sources.download_reader import SERVICE_NAMES

BLUESKY = "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=kat"


@pytest.mark.parametrize(
    ("platform", "feed_url", "source"),
    [
        ("website", "https://example.se/rss", "feed"),
        ("bluesky", BLUESKY, "mapping"),
        ("instagram", "", "hand"),
        ("instagram", "https://graph.instagram.com/17/posts", "account"),
        ("facebook", "https://graph.facebook.com/17/posts", "none"),
        ("website", "", "hand"),
        ("facebook", "", "none"),
    ],
)
def test_a_channel_lives_by_its_feed_or_by_hand(platform, feed_url, source):
    assert channel_source(platform, feed_url) == source


@pytest.mark.parametrize(
    ("platform", "retrieved", "ways"),
    [
        ("website", True, ("feed", "mapping", "hand", "push")),
        ("instagram", False, ("account", "hand", "push", "download")),
        ("linkedin", False, ("hand", "push", "download")),
        ("facebook", False, ("download",)),
    ],
)
def test_every_service_has_a_way_in_and_facebook_one_for_the_record(platform, retrieved, ways):
    assert possible_sources(platform, retrieved) == ways


def test_a_source_that_is_described_is_a_mapping():
    assert channel_source("website", "https://example.se/nyheter", "{}") == "mapping"


def test_what_is_read_of_downloads_is_a_way_in():
    assert {*DOWNLOADS} == {*SERVICE_NAMES, "pixelfed"}


SOUND = Entry((), media=(Media("https://example.org/a.mp3", "audio/mpeg"),))
FILM = Entry((), media=(Media("https://example.org/a.mp4", "video/mp4"),))
NOTE = Entry((), title_derived=True)
ARTICLE = Entry((), title="T")


@pytest.mark.parametrize(
    ("entries", "kind"),
    [
        ((SOUND, SOUND, ARTICLE), "podcast"),
        ((FILM, FILM, ARTICLE), "video"),
        ((NOTE, NOTE, ARTICLE), "microblog"),
        ((NOTE, ARTICLE), "blog"),
        ((), "other"),
    ],
)
def test_most_entries_tell_the_kind(entries, kind):
    assert feed_kind(Feed("RSS 2.0", entries=entries)) == kind
