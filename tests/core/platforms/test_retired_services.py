"""Services that have shut down: their addresses, in the ways people write and paste them."""

from helpers.core.platforms import (  # noqa: F401
    test_a_canonical_address_leads_to_itself,
    test_every_spelling_leads_to_the_one_profile,
)

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    ("delicious", "kat", "https://delicious.com/kat", "", ""): """
        http://del.icio.us/kat
        http://feeds.delicious.com/v2/rss/kat
        http://www.delicious.com/kat/skola""",
    ("digg", "kat", "https://digg.com/users/kat", "", ""): """
        http://digg.com/users/kat
        https://digg.com/@kat""",
    ("bilddagboken", "kat", "https://kat.bilddagboken.se/", "", ""): """
        http://kat.bilddagboken.se/p/show.html?id=1
        http://dayviews.com/Kat/""",
    ("myspace", "kat", "https://myspace.com/kat", "", ""): """
        http://www.myspace.com/kat""",
    ("secondlife", "Kat", "https://maps.secondlife.com/secondlife/Kat", "", ""): """
        http://slurl.com/secondlife/Kat/128/128/24
        http://maps.secondlife.com/secondlife/Kat/10/10/10""",
    ("bilddagboken", "", "https://dayviews.com/", "", ""): "http://dayviews.com",
    ("delicious", "", "https://delicious.com/", "", ""): "http://del.icio.us/",
    ("digg", "", "https://digg.com/", "", ""): "https://digg.com/technology/x",
    ("myspace", "", "https://myspace.com/", "", ""): "www.myspace.com",
    ("secondlife", "destination/kat", "https://secondlife.com/destination/kat", "", ""): """
        https://secondlife.com/destination/kat""",
    ("secondlife", "", "https://secondlife.com/", "", ""): "http://slurl.com/x",
}
