"""Services for pictures: their addresses, in the ways people write and paste them."""

from helpers.core.platforms import (  # noqa: F401
    test_a_canonical_address_leads_to_itself,
    test_a_page_tells_the_feed_in_its_services_own_way,
    test_every_spelling_leads_to_the_one_profile,
)

FLICKR = "https://www.flickr.com/services/feeds/photos_public.gne?id=12345678@N02&format=rss_200"

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    (
        "pixelfed",
        "@kat@pixelfed.social",
        "https://pixelfed.social/kat",
        "https://pixelfed.social/users/kat.atom",
        "",
    ): """
        https://pixelfed.social/kat
        @kat@pixelfed.social
        https://pixelfed.social/@kat
        https://pixelfed.social/users/kat
        https://pixelfed.social/users/kat.atom
        https://pixelfed.social/p/kat/61234567890""",
    ("pixelfed", "@kat@bild.a.se", "https://bild.a.se/users/kat.atom", "=", ""): """
        https://bild.a.se/users/kat.atom""",
    ("flickr", "kat", "https://www.flickr.com/photos/kat/", "", "="): """
        https://www.flickr.com/photos/kat/
        flickr.com/photos/kat
        https://flickr.com/people/kat
        https://m.flickr.com/photos/kat/51234567890/in/photostream""",
    ("flickr", "12345678@N02", "https://www.flickr.com/photos/12345678@N02/", FLICKR, ""): """
        https://www.flickr.com/photos/12345678@N02
        https://www.flickr.com/people/12345678%40N02/
        https://www.flickr.com/services/feeds/photos_public.gne?id=12345678@N02&lang=en-us&format=atom
        https://api.flickr.com/services/feeds/photos_public.gne?id=12345678%40N02""",
    ("pinterest", "kat", "https://www.pinterest.com/kat/", "+feed.rss", ""): """
        https://www.pinterest.se/kat/
        https://se.pinterest.com/kat/_saved/
        https://www.pinterest.com/kat/feed.rss""",
    (
        "pinterest",
        "kat/trappor",
        "https://www.pinterest.com/kat/trappor/",
        "https://www.pinterest.com/kat/trappor.rss",
        "",
    ): """
        https://www.pinterest.com/kat/trappor/
        https://www.pinterest.com/kat/trappor.rss""",
    (
        "flickr",
        "1234567@N02",
        "https://www.flickr.com/groups/1234567@N02/",
        "https://www.flickr.com/services/feeds/groups_pool.gne?id=1234567@N02&format=rss_200",
        "",
    ): """
        https://www.flickr.com/groups/1234567@N02/pool/
        https://www.flickr.com/services/feeds/groups_pool.gne?id=1234567@N02""",
}
# (address, what its page holds, the feed that it tells of)
PAGES = [
    ("flickr.com/photos/kat", 'href="/photos_public.gne?id=12345678@N02&amp;lang=sv"', FLICKR),
    ("flickr.com/photos/kat", '{"ownerNsid":"12345678@N02"}', FLICKR),
]
