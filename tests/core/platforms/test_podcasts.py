"""Podcasts: their addresses, in the ways people write and paste them."""

from helpers.core.platforms import (  # noqa: F401
    test_a_canonical_address_leads_to_itself,
    test_a_page_tells_the_feed_in_its_services_own_way,
    test_every_spelling_leads_to_the_one_profile,
)

APPLE = "https://podcasts.apple.com/podcast/id1"

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    ("soundcloud", "kat", "https://soundcloud.com/kat", "", "="): """
        https://soundcloud.com/kat
        m.soundcloud.com/kat/tracks
        https://www.soundcloud.com/kat?utm_campaign=share""",
    (
        "soundcloud",
        "123456",
        "https://feeds.soundcloud.com/users/soundcloud:users:123456/sounds.rss",
        "=",
        "",
    ): """
        feeds.soundcloud.com/users/soundcloud:users:123456/sounds.rss
        https://feeds.soundcloud.com/users/soundcloud%3Ausers%3A123456/sounds.rss""",
    (
        "acast",
        "kat",
        "https://shows.acast.com/kat",
        "https://feeds.acast.com/public/shows/kat",
        "=",
    ): """
        https://shows.acast.com/kat/episodes/ett
        https://play.acast.com/s/kat
        https://feeds.acast.com/public/shows/kat
        https://rss.acast.com/kat""",
    ("spotify", "kat", "https://creators.spotify.com/pod/profile/kat", "", "="): """
        https://creators.spotify.com/pod/profile/kat
        https://podcasters.spotify.com/pod/show/kat/episodes/ett
        https://anchor.fm/kat""",
    ("spotify", "1a2b3c4d", "https://anchor.fm/s/1a2b3c4d/podcast/rss", "=", ""): """
        https://anchor.fm/s/1a2b3c4d/podcast/rss""",
    (
        "spotify",
        "0123456789abcdefghijkl",
        "https://open.spotify.com/show/0123456789abcdefghijkl",
        "",
        "",
    ): """
        https://open.spotify.com/intl-sv/show/0123456789abcdefghijkl?si=1""",
    ("transistor", "kat", "https://kat.transistor.fm/", "", "="): """
        kat.transistor.fm/episodes""",
    ("transistor", "kat", "https://feeds.transistor.fm/kat", "=", ""): """
        https://feeds.transistor.fm/kat""",
    (
        "buzzsprout",
        "1234567",
        "https://www.buzzsprout.com/1234567",
        "https://feeds.buzzsprout.com/1234567.rss",
        "",
    ): """
        https://www.buzzsprout.com/1234567/episodes
        https://feeds.buzzsprout.com/1234567.rss
        https://rss.buzzsprout.com/1234567.rss""",
    ("libsyn", "kat", "https://kat.libsyn.com/", "+rss", ""): """
        http://kat.libsyn.com
        https://kat.libsyn.com/rss""",
    ("sverigesradio", "p4sormland", "https://www.sverigesradio.se/p4sormland", "", "="): """
        https://sverigesradio.se/p4sormland
        https://www.sverigesradio.se/p4sormland/avsnitt""",
    ("sverigesradio", "pod/3795", "https://api.sr.se/api/rss/pod/3795", "=", ""): """
        http://api.sr.se/api/rss/pod/3795
        https://api.sr.se/rss/pod/3795""",
    (
        "applepodcasts",
        "1234567",
        "https://podcasts.apple.com/podcast/id1234567",
        "",
        "https://itunes.apple.com/lookup?id=1234567&entity=podcast",
    ): """
        https://podcasts.apple.com/se/podcast/katpodden/id1234567?l=en
        https://itunes.apple.com/se/podcast/id1234567
        https://itunes.apple.com/lookup?id=1234567""",
    ("buzzsprout", "kat", "https://kat.buzzsprout.com/", "", "="): "kat.buzzsprout.com/1234567",
    ("libsyn", "12345", "https://feeds.libsyn.com/12345/rss", "=", ""): """
        https://feeds.libsyn.com/12345/rss""",
}
# (address, what its page holds, the feed that it tells of)
PAGES = [
    (
        "soundcloud.com/kat",
        '<meta content="soundcloud://users:123456">',
        "https://feeds.soundcloud.com/users/soundcloud:users:123456/sounds.rss",
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
    (APPLE, '{"results": [{"feedUrl": "https://a.se/pod.rss"}]}', "https://a.se/pod.rss"),
    (APPLE, '{"results": []}', ""),
    (APPLE, '{"results": [3]}', ""),
    (APPLE, '{"results": [{"feedUrl": "javascript:alert(1)"}]}', ""),
    (APPLE, "<html>", ""),
    (APPLE, "[" * 100_000, ""),
]
