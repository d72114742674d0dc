"""Feeds and web sites: their addresses, in the ways people write and paste them."""

from helpers.core.platforms import (  # noqa: F401
    test_a_canonical_address_leads_to_itself,
    test_a_page_tells_the_feed_in_its_services_own_way,
    test_every_spelling_leads_to_the_one_profile,
)

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    ("feed", "a.se", "https://a.se/n?type=rss", "=", ""): "https://a.se/n?type=rss",
    ("feed", "a.se", "https://a.se/n?alt=rss", "=", ""): "https://a.se/n?alt=rss",
    ("feed", "a.se", "https://a.se/n?output=atom", "=", ""): "https://a.se/n?output=atom",
    ("feed", "a.se", "https://a.se/n?service=rss", "=", ""): "https://a.se/n?service=rss",
    ("feed", "www.a.se", "https://www.a.se/rss.xml", "=", ""): """
        www.a.se/rss.xml
        https://www.a.se/rss.xml?utm_source=x#y
        feed:https://www.a.se/rss.xml
        feed://https://www.a.se/rss.xml""",
    ("feed", "www.a.se", "http://www.a.se/rss.xml", "=", ""): """
        http://www.a.se/rss.xml
        feed://www.a.se/rss.xml
        FEED://www.a.se:80/rss.xml""",
    ("feed", "a.se", "https://a.se/feed/", "=", ""): "https://a.se/feed/",
    ("feed", "a.se", "https://a.se/nyheter/RSS", "=", ""): "a.se/nyheter/RSS",
    ("feed", "a.se", "https://a.se/feed.json", "=", ""): "https://a.se/feed.json",
    ("feed", "a.se", "https://a.se/n?page=1&format=rss", "=", ""): "a.se/n?page=1&format=rss",
    ("website", "www.a.se", "https://www.a.se/", "", "="): """
        www.a.se
        https://www.a.se/
        HTTPS://WWW.A.SE:443/?fbclid=1#top""",
    ("website", "a.se", "http://a.se/sv?id=1", "", "="): "http://a.se:80/sv?id=1",
    ("website", "localhost:8080", "http://localhost:8080/x", "", "="): "http://localhost:8080/x",
    ("website", "[::1]", "https://[::1]/", "", "="): "[0:0::1]",
    ("website", "a.se", "https://a.se/sitemap.xml", "", "="): "https://a.se/sitemap.xml",
    ("website", "xn--srmland-90a.se", "https://xn--srmland-90a.se/", "", "="): "Sörmland.se",
    ("website", "a.se", "https://a.se/c/kat", "", "="): "https://a.se/c/kat",
    ("website", "a.se", "https://a.se/u/kat", "", "="): "https://a.se/u/kat",
    ("website", "a.se", "https://a.se/w/abc", "", "="): "https://a.se/w/abc",
    ("website", "www.npmjs.com", "https://www.npmjs.com/@kat", "", "="): "www.npmjs.com/@kat",
    ("website", "a.se", "https://a.se/100%25%20s%C3%A4kert", "", "="): "a.se/100% säkert",
    ("website", "youtube.com.evil.example", "https://youtube.com.evil.example/@/x", "", "="): """
        https://youtube.com.evil.example/@/x""",
}
# (address, what its page holds, the feed that it tells of)
PAGES = [
    ("www.a.se", '<link rel="alternate" href="/rss">', ""),
]
