"""Services without a public feed: their addresses, in the ways people write and paste them."""

from helpers.core.platforms import (  # noqa: F401
    test_a_canonical_address_leads_to_itself,
    test_every_spelling_leads_to_the_one_profile,
)

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    ("facebook", "kat", "https://www.facebook.com/kat", "", ""): """
        https://www.facebook.com/kat
        facebook.com/kat/
        fb.com/kat
        http://m.facebook.com/kat?locale=sv_SE
        https://sv-se.facebook.com/kat/posts/123
        https://www.facebook.com/pg/kat/about
        https://www.facebook.com/#!/kat""",
    ("facebook", "Sjöviken", "https://www.facebook.com/Sj%C3%B6viken", "", ""): """
        https://www.facebook.com/Sjöviken
        https://www.facebook.com/Sj%c3%b6viken
        https://www.facebook.com/Sjo\u0308viken""",
    ("facebook", "100064", "https://www.facebook.com/profile.php?id=100064", "", ""): """
        https://www.facebook.com/profile.php?id=100064
        facebook.com/profile.php?ref=x&id=100064
        https://www.facebook.com/people/Kat-Holm/100064/
        https://www.facebook.com/pages/Katrineholm/100064
        https://www.facebook.com/p/Katrineholm-100064/
        https://www.facebook.com/100064""",
    ("facebook", "groups/kat", "https://www.facebook.com/groups/kat", "", ""): """
        https://www.facebook.com/groups/kat/permalink/1""",
    ("facebook", "", "https://www.facebook.com/", "", ""): """
        https://www.facebook.com
        https://www.facebook.com/watch/?v=1""",
    ("instagram", "kat", "https://www.instagram.com/kat/", "", ""): """
        https://www.instagram.com/Kat/?hl=sv
        instagram.com/kat
        https://www.instagram.com/kat/reels/?igsh=x""",
    ("instagram", "", "https://www.instagram.com/", "", ""): """
        https://www.instagram.com/p/Cabc123/""",
    ("threads", "@kat", "https://www.threads.com/@kat", "", ""): """
        https://www.threads.net/@kat
        threads.com/@kat/post/1
        @kat@threads.net""",
    ("tiktok", "@kat", "https://www.tiktok.com/@kat", "", ""): """
        https://www.tiktok.com/@kat?lang=sv
        m.tiktok.com/@kat/video/1""",
    ("x", "kat", "https://x.com/kat", "", ""): """
        https://x.com/kat
        twitter.com/kat
        http://www.twitter.com/#!/kat
        https://mobile.twitter.com/kat/status/1?s=20
        https://twitter.com/@kat
        https://twitter.com/intent/user?screen_name=kat""",
    (
        "linkedin",
        "company/kat",
        "https://www.linkedin.com/company/kat/",
        "",
        "",
    ): """
        https://se.linkedin.com/company/kat
        https://www.linkedin.com/company/kat/posts/?feedView=all""",
    ("linkedin", "", "https://www.linkedin.com/", "", ""): "https://www.linkedin.com/feed/",
    ("threads", "", "https://www.threads.com/", "", ""): "https://www.threads.net/t/abc",
    ("tiktok", "", "https://www.tiktok.com/", "", ""): "https://vm.tiktok.com/ZMabc/",
    ("x", "", "https://x.com/", "", ""): "https://twitter.com/hashtag/katrineholm",
}
