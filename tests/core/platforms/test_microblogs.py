"""Microblogs: their addresses, in the ways people write and paste them."""

from helpers.core.platforms import (  # noqa: F401
    test_a_canonical_address_leads_to_itself,
    test_every_spelling_leads_to_the_one_profile,
)

BSKY = "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor="
POSTS = "&filter=posts_no_replies"
DID = "did:plc:z72i7hdynmk6r22z27h6tvur"

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    ("mastodon", "@kat@social.a.se", "https://social.a.se/@kat", "+.rss", "="): """
        https://social.a.se/@kat
        social.a.se/@kat/
        http://SOCIAL.a.se/@kat
        @kat@social.a.se
        acct:kat@social.a.se
        https://social.a.se/@kat.rss
        https://social.a.se/web/@kat
        https://social.a.se/@kat/112233445566
        https://social.a.se/@kat/with_replies
        https://social.a.se/%40kat?lang=sv#top
        https://social.a.se/users/kat
        https://other.example/@kat@social.a.se
        feed:https://social.a.se/@kat.rss""",
    (
        "mastodon",
        "@kat@social.a.se/skola",
        "https://social.a.se/@kat/tagged/skola",
        "+.rss",
        "=",
    ): """
        https://social.a.se/@kat/tagged/skola
        https://social.a.se/@kat/tagged/skola.rss""",
    ("mastodon", "@kat@localhost:3000", "http://localhost:3000/@kat", "+.rss", "="): """
        http://localhost:3000/@kat
        http://localhost:3000/@kat.rss""",
    (
        "bluesky",
        "kat.bsky.social",
        "https://bsky.app/profile/kat.bsky.social",
        BSKY + "kat.bsky.social" + POSTS,
        "",
    ): """
        https://bsky.app/profile/kat.bsky.social
        bsky.app/profile/Kat.bsky.social/
        https://bsky.app/profile/@kat.bsky.social
        @kat.bsky.social
        kat.bsky.social
        at://kat.bsky.social
        https://bsky.app/profile/kat.bsky.social/post/3kabc?ref_src=embed
        https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=kat.bsky.social&limit=5""",
    ("bluesky", DID, "https://bsky.app/profile/" + DID, BSKY + DID + POSTS, ""): f"""
        {DID}
        at://{DID}/app.bsky.feed.post/3kabc
        https://bsky.app/profile/{DID}/rss
        https://bsky.app/profile/{DID.replace(":", "%3A")}""",
    ("bluesky", "a.se", "https://bsky.app/profile/a.se", BSKY + "a.se" + POSTS, ""): """
        @a.se
        https://bsky.app/profile/a.se""",
}
