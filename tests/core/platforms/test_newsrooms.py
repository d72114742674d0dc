"""Newsrooms: their addresses, in the ways people write and paste them."""

from helpers.core.platforms import (  # noqa: F401
    test_a_canonical_address_leads_to_itself,
    test_a_page_tells_the_feed_in_its_services_own_way,
    test_every_spelling_leads_to_the_one_profile,
)

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    ("mynewsdesk", "kat", "https://www.mynewsdesk.com/se/kat", "", "="): """
        mynewsdesk.com/se/kat
        https://www.mynewsdesk.com/se/kat/pressreleases/hej-123""",
    ("mynewsdesk", "6994", "https://www.mynewsdesk.com/rss/current_news/6994", "=", ""): """
        https://www.mynewsdesk.com/rss/current_news/6994
        https://kat.mynewsdesk.com/rss/current_news/6994""",
    (
        "mynewsdesk",
        "6994/pressrelease",
        "https://www.mynewsdesk.com/rss/source/6994/pressrelease",
        "=",
        "",
    ): """
        http://www.mynewsdesk.com/se/rss/source/6994/pressrelease""",
    ("cision", "kat", "https://news.cision.com/se/kat", "+/ListItems?format=rss", ""): """
        https://news.cision.com/se/kat
        https://news.cision.com/se/kat/r/ny-skola,c123
        https://news.cision.com/se/kat/ListItems?format=rss""",
    ("cision", "kat", "https://news.cision.com/kat", "+/ListItems?format=rss", ""): """
        https://news.cision.com/kat/""",
    (
        "notified",
        "41885/press",
        "https://api.client.notified.com/api/rss/publish/view/41885?type=press",
        "=",
        "",
    ): """
        https://api.client.notified.com/api/rss/publish/view/41885?type=press
        https://api.client.notified.com/api/rss/publish/view/41885""",
    ("notified", "kat", "https://newsroom.notified.com/kat", "", "="): """
        https://newsroom.notified.com/kat/posts/pressreleases/x""",
    ("mfn", "kat", "https://mfn.se/all/a/kat", "+.rss", ""): """
        https://mfn.se/a/kat
        https://mfn.se/cis/a/kat/ny-rapport-123
        https://mfn.se/all/a/kat.rss?limit=20
        https://mfn.se/all/a/kat.json""",
    ("mfn", "s/nordic", "https://mfn.se/all/s/nordic", "+.rss", ""): """
        https://mfn.se/all/s/nordic.rss?limit=10""",
    ("mynewsdesk", "kat", "https://kat.mynewsdesk.com/", "", "="): "kat.mynewsdesk.com/news",
    (
        "notified",
        "41885/news",
        "https://api.client.notified.com/api/rss/publish/view/41885?type=news",
        "=",
        "",
    ): "https://api.client.notified.com/api/rss/publish/view/41885?type=news",
}
# (address, what its page holds, the feed that it tells of)
PAGES = [
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
]
