"""Services for films: their addresses, in the ways people write and paste them."""

from helpers.core.platforms import (  # noqa: F401
    test_a_canonical_address_leads_to_itself,
    test_a_page_tells_the_feed_in_its_services_own_way,
    test_every_spelling_leads_to_the_one_profile,
)

UC = "UCabcdefghijklmnopqrstuv"
OTHER = "UCvvvvvvvvvvvvvvvvvvvvvv"
YOUTUBE = f"https://www.youtube.com/feeds/videos.xml?channel_id={UC}"
YT = "https://www.youtube.com/"

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    (
        "peertube",
        "kat",
        "https://tube.a.se/c/kat/videos",
        "https://tube.a.se/feeds/videos.xml?videoChannelName=kat",
        "=",
    ): """
        https://tube.a.se/c/kat
        tube.a.se/c/kat/videos?s=1
        https://tube.a.se/video-channels/kat/videos
        https://tube.a.se/feeds/videos.atom?videoChannelName=kat""",
    (
        "peertube",
        "kat",
        "https://film.a.se/a/kat/videos",
        "https://film.a.se/feeds/videos.xml?accountName=kat",
        "=",
    ): """
        https://film.a.se/a/kat/video-channels
        https://film.a.se/a/kat/videos""",
    ("peertube", "12", "https://film.a.se/feeds/videos.xml?videoChannelId=12", "=", ""): """
        https://film.a.se/feeds/videos.json?videoChannelId=12&sort=-createdAt""",
    ("youtube", UC, YT + "channel/" + UC, YT + "feeds/videos.xml?channel_id=" + UC, ""): f"""
        https://www.youtube.com/channel/{UC}
        youtube.com/channel/{UC}/
        http://m.youtube.com/channel/{UC}/videos?hl=sv
        https://WWW.YouTube.com/channel/{UC}?sub_confirmation=1#x
        https://music.youtube.com/channel/{UC}
        https://www.youtube.com/feeds/videos.xml?channel_id={UC}""",
    ("youtube", "@katrineholm", YT + "@katrineholm", "", "="): """
        https://www.youtube.com/@katrineholm
        youtube.com/@katrineholm/videos
        https://m.youtube.com/@katrineholm?si=abc
        https://www.youtube.com/%40katrineholm/featured
        @katrineholm@youtube.com""",
    ("youtube", "@företag", YT + "@f%C3%B6retag", "", "="): """
        https://www.youtube.com/@företag
        https://www.youtube.com/@f%C3%B6retag""",
    ("youtube", "kat", YT + "user/kat", YT + "feeds/videos.xml?user=kat", "="): """
        https://www.youtube.com/user/kat
        http://youtube.com/user/kat/videos
        https://www.youtube.com/feeds/videos.xml?user=kat""",
    ("youtube", "kat", YT + "c/kat", "", "="): """
        https://www.youtube.com/c/kat
        https://www.youtube.com/c/kat/videos
        youtube.com/kat""",
    (
        "youtube",
        "PLabcdefghijklmnop",
        YT + "playlist?list=PLabcdefghijklmnop",
        YT + "feeds/videos.xml?playlist_id=PLabcdefghijklmnop",
        "",
    ): """
        https://www.youtube.com/playlist?list=PLabcdefghijklmnop
        https://www.youtube.com/watch?v=abcdefghijk&list=PLabcdefghijklmnop&index=2
        https://youtu.be/abcdefghijk?list=PLabcdefghijklmnop
        https://www.youtube.com/embed/videoseries?list=PLabcdefghijklmnop
        https://www.youtube.com/feeds/videos.xml?playlist_id=PLabcdefghijklmnop""",
    (
        "youtube",
        "UULFabcdefghijklmnopqrstuv",
        YT + "playlist?list=UULFabcdefghijklmnopqrstuv",
        YT + "feeds/videos.xml?playlist_id=UULFabcdefghijklmnopqrstuv",
        "",
    ): """
        https://www.youtube.com/feeds/videos.xml?playlist_id=UULFabcdefghijklmnopqrstuv""",
    ("youtube", "abcdefghijk", YT + "watch?v=abcdefghijk", "", "="): """
        https://www.youtube.com/watch?v=abcdefghijk&t=42s
        https://youtu.be/abcdefghijk?si=xyz
        https://www.youtube.com/shorts/abcdefghijk
        https://www.youtube-nocookie.com/embed/abcdefghijk""",
    ("vimeo", "kat", "https://vimeo.com/kat", "+/videos/rss", ""): """
        https://vimeo.com/kat
        http://www.vimeo.com/kat/videos
        https://vimeo.com/kat/videos/rss""",
    ("vimeo", "channels/kat", "https://vimeo.com/channels/kat", "+/videos/rss", ""): """
        https://vimeo.com/channels/kat
        https://vimeo.com/channels/kat/videos/rss""",
    ("peertube", "7", "https://film.a.se/feeds/videos.xml?accountId=7", "=", ""): """
        https://film.a.se/feeds/videos.xml?accountId=7""",
    (
        "peertube",
        "kat",
        "https://film.a.se/c/kat/videos",
        "https://film.a.se/feeds/videos.xml?videoChannelName=kat",
        "=",
    ): "https://film.a.se/c/kat/video-playlists",
    (
        "peertube",
        "kat@film.a.se",
        "https://tube.a.se/a/kat@film.a.se/videos",
        "https://tube.a.se/feeds/videos.xml?accountName=kat@film.a.se",
        "=",
    ): """
        https://tube.a.se/a/kat@film.a.se
        https://tube.a.se/accounts/kat@film.a.se
        https://tube.a.se/feeds/videos.xml?accountName=kat@film.a.se""",
    (
        "peertube",
        "abcdefghijklmnopqrstuv",
        "https://tube.a.se/w/abcdefghijklmnopqrstuv",
        "",
        "=",
    ): "https://tube.a.se/w/abcdefghijklmnopqrstuv?start=1s",
}
# (address, what its page holds, the feed that it tells of)
PAGES = [
    (
        "youtube.com/@kat",
        f'"channelId":"{OTHER}" <link rel="canonical" href="https://www.youtube.com/channel/{UC}">',
        YOUTUBE,
    ),
    ("youtu.be/abcdefghijk", f'<meta itemprop="channelId" content="{UC}">', YOUTUBE),
    ("youtube.com/@kat", f'{{"externalId": "{UC}"}}', YOUTUBE),
    ("youtube.com/@kat", "<form action='https://consent.youtube.com/save'>", ""),
    (
        "tube.a.se/c/kat",
        'href="https://tube.a.se/feeds/videos.atom?videoChannelId=7"',
        "https://tube.a.se/feeds/videos.xml?videoChannelId=7",
    ),
]
