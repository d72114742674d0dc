"""Feeds whose address only the account's page, or a look-up, can tell."""

import pytest

from katrineholm.socialhub.core.platforms.catalogue import feed_in_page, recognise
from katrineholm.socialhub.core.platforms.interfaces import Profile

UC = "UCabcdefghijklmnopqrstuv"
OTHER = "UCvvvvvvvvvvvvvvvvvvvvvv"
YOUTUBE = f"https://www.youtube.com/feeds/videos.xml?channel_id={UC}"
FLICKR = "https://www.flickr.com/services/feeds/photos_public.gne?id=12345678@N02&format=rss_200"
APPLE = "https://podcasts.apple.com/podcast/id1"

PAGES = [
    (
        "youtube.com/@kat",
        f'"channelId":"{OTHER}" <link rel="canonical" href="https://www.youtube.com/channel/{UC}">',
        YOUTUBE,
    ),
    ("youtu.be/abcdefghijk", f'<meta itemprop="channelId" content="{UC}">', YOUTUBE),
    ("youtube.com/@kat", f'{{"externalId": "{UC}"}}', YOUTUBE),
    ("youtube.com/@kat", "<form action='https://consent.youtube.com/save'>", ""),
    ("flickr.com/photos/kat", 'href="/photos_public.gne?id=12345678@N02&amp;lang=sv"', FLICKR),
    ("flickr.com/photos/kat", '{"ownerNsid":"12345678@N02"}', FLICKR),
    (
        "soundcloud.com/kat",
        '<meta content="soundcloud://users:123456">',
        "https://feeds.soundcloud.com/users/soundcloud:users:123456/sounds.rss",
    ),
    (
        "mynewsdesk.com/se/kat",
        '<a href="/rss/source/6994/pressrelease">',
        "https://www.mynewsdesk.com/rss/current_news/6994",
    ),
    (
        "mynewsdesk.com/se/kat",
        'data-source-id="6994"',
        "https://www.mynewsdesk.com/rss/current_news/6994",
    ),
    (
        "newsroom.notified.com/kat",
        "https://api.client.notified.com/api/rss/publish/view/41885?type=press",
        "https://api.client.notified.com/api/rss/publish/view/41885?type=press",
    ),
    (
        "creators.spotify.com/pod/profile/kat",
        "https://anchor.fm/s/1a2b/podcast/rss",
        "https://anchor.fm/s/1a2b/podcast/rss",
    ),
    (
        "sverigesradio.se/p4sormland",
        'href="http://api.sr.se/api/rss/pod/3795"',
        "https://api.sr.se/api/rss/pod/3795",
    ),
    (
        "tube.a.se/c/kat",
        'href="https://tube.a.se/feeds/videos.atom?videoChannelId=7"',
        "https://tube.a.se/feeds/videos.xml?videoChannelId=7",
    ),
    (APPLE, '{"results": [{"feedUrl": "https://a.se/pod.rss"}]}', "https://a.se/pod.rss"),
    (APPLE, '{"results": []}', ""),
    (APPLE, '{"results": [3]}', ""),
    (APPLE, '{"results": [{"feedUrl": "javascript:alert(1)"}]}', ""),
    (APPLE, "<html>", ""),
    (APPLE, "[" * 100_000, ""),
    ("www.a.se", '<link rel="alternate" href="/rss">', ""),
]


@pytest.mark.parametrize(("url", "page", "feed"), PAGES)
def test_a_page_tells_the_feed_in_its_services_own_way(url, page, feed):
    assert feed_in_page(page, recognise(url)) == feed


def test_a_profile_of_a_service_that_is_gone_tells_nothing():
    assert feed_in_page("<html>", Profile("friendster", "kat", "https://friendster.com/kat")) == ""
