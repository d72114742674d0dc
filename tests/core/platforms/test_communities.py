"""Places where many write together: their addresses, in the ways people write and paste them."""

from helpers.core.platforms import (  # noqa: F401
    test_a_canonical_address_leads_to_itself,
    test_every_spelling_leads_to_the_one_profile,
)

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    (
        "lemmy",
        "!kat@feddit.nu",
        "https://feddit.nu/c/kat",
        "https://feddit.nu/feeds/c/kat.xml",
        "",
    ): """
        https://feddit.nu/c/kat?dataType=Post
        !kat@feddit.nu
        https://feddit.nu/feeds/c/kat.xml?sort=New""",
    (
        "lemmy",
        "@kat@lemmy.world",
        "https://lemmy.world/u/kat",
        "https://lemmy.world/feeds/u/kat.xml",
        "",
    ): """
        https://lemmy.world/u/kat
        @kat@lemmy.world
        https://lemmy.world/feeds/u/kat.xml""",
    (
        "lemmy",
        "!kat@feddit.nu@lemmy.world",
        "https://lemmy.world/c/kat@feddit.nu",
        "https://lemmy.world/feeds/c/kat@feddit.nu.xml",
        "",
    ): """
        https://lemmy.world/c/kat@feddit.nu""",
    ("lemmy", "!kat@ord.a.se", "https://ord.a.se/feeds/c/kat.xml", "=", ""): """
        https://ord.a.se/feeds/c/kat.xml?sort=Active""",
    ("reddit", "r/kat", "https://www.reddit.com/r/kat/", "+.rss", ""): """
        https://www.reddit.com/r/kat
        old.reddit.com/r/kat/
        https://www.reddit.com/r/kat.rss
        https://www.reddit.com/r/kat/.rss
        https://www.reddit.com/r/kat/comments/abc/hej/?share_id=1""",
    ("reddit", "u/kat", "https://www.reddit.com/user/kat/", "+.rss", ""): """
        https://www.reddit.com/user/kat
        https://www.reddit.com/u/kat/""",
    ("github", "kat", "https://github.com/kat", "+.atom", ""): """
        https://github.com/kat?tab=repositories
        https://github.com/orgs/kat
        github.com/kat.atom""",
    (
        "github",
        "kat/hub",
        "https://github.com/kat/hub",
        "https://github.com/kat/hub/releases.atom",
        "",
    ): """
        https://github.com/kat/hub.git
        https://github.com/kat/hub/releases
        https://github.com/kat/hub/releases.atom
        https://github.com/kat/hub/issues/1""",
    ("github", "kat/hub/tags", "https://github.com/kat/hub/tags", "+.atom", ""): """
        https://github.com/kat/hub/tags.atom""",
    ("lemmy", "@kat@ord.a.se", "https://ord.a.se/feeds/u/kat.xml", "=", ""): """
        https://ord.a.se/feeds/u/kat.xml""",
}
