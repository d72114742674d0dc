"""Blogs: their addresses, in the ways people write and paste them."""

from helpers.core.platforms import (  # noqa: F401
    test_a_canonical_address_leads_to_itself,
    test_every_spelling_leads_to_the_one_profile,
)

# (platform, account, url, feed_url, discover): spellings
ACCOUNTS = {
    ("wordpress", "blogg.a.se", "https://blogg.a.se/?feed=rss2", "=", ""): """
        blogg.a.se/?feed=rss2
        https://BLOGG.A.SE/?utm_source=x&feed=rss2
        https://blogg.a.se/wp-json/wp/v2/posts?_embed""",
    ("wordpress.com", "kat", "https://kat.wordpress.com/", "+feed/", ""): """
        https://kat.wordpress.com/
        kat.wordpress.com
        http://www.kat.wordpress.com
        https://KAT.WordPress.com/2026/10/01/hej/
        https://kat.wordpress.com/feed/
        https://kat.wordpress.com/comments/feed/""",
    (
        "wordpress.com",
        "kat/category/vatten",
        "https://kat.wordpress.com/category/vatten/",
        "+feed/",
        "",
    ): """
        https://kat.wordpress.com/category/vatten
        https://kat.wordpress.com/category/vatten/feed/""",
    ("blogger", "kat", "https://kat.blogspot.com/", "+feeds/posts/default", ""): """
        https://kat.blogspot.com
        kat.blogspot.se
        http://kat.blogspot.co.uk/2012/03/snow.html?m=1
        https://kat.blogspot.com.br/
        https://kat.blogspot.com/feeds/posts/default?alt=rss""",
    (
        "blogger",
        "kat/Ny skola",
        "https://kat.blogspot.com/search/label/Ny%20skola",
        "https://kat.blogspot.com/feeds/posts/default/-/Ny%20skola",
        "",
    ): """
        https://kat.blogspot.com/search/label/Ny%20skola
        https://kat.blogspot.com/feeds/posts/default/-/Ny%20skola""",
    ("blogger", "blogg.a.se", "https://blogg.a.se/feeds/posts/default", "=", ""): """
        http://blogg.a.se/feeds/posts/default?alt=atom""",
    ("tumblr", "kat", "https://kat.tumblr.com/", "+rss", ""): """
        https://kat.tumblr.com
        https://www.tumblr.com/kat
        https://www.tumblr.com/blog/view/kat
        https://kat.tumblr.com/rss
        https://www.tumblr.com/kat/7654321/hej?source=share
        tumblr.com/blog/kat""",
    ("ghost", "kat", "https://kat.ghost.io/", "+rss/", ""): """
        kat.ghost.io
        https://kat.ghost.io/rss/""",
    ("medium", "@kat", "https://medium.com/@kat", "https://medium.com/feed/@kat", ""): """
        https://medium.com/@kat
        medium.com/@kat/a-story-1a2b3c
        https://medium.com/%40kat
        https://medium.com/feed/@kat
        @kat@medium.com""",
    ("medium", "staden", "https://medium.com/staden", "https://medium.com/feed/staden", ""): """
        https://medium.com/staden/a-story-1a2b
        https://medium.com/feed/staden""",
    ("medium", "kat", "https://kat.medium.com/", "+feed", ""): """
        kat.medium.com/feed""",
    ("substack", "kat", "https://kat.substack.com/", "+feed", ""): """
        kat.substack.com
        https://kat.substack.com/p/hej?utm_medium=email
        https://kat.substack.com/feed""",
    ("substack", "@kat", "https://substack.com/@kat", "", "="): """
        https://substack.com/@kat?utm_source=user-menu""",
    ("blogger", "123", "https://www.blogger.com/feeds/123/posts/default", "=", ""): """
        https://www.blogger.com/feeds/123/posts/default?alt=rss""",
    ("tumblr", "kat/ny skola", "https://kat.tumblr.com/tagged/ny%20skola", "+/rss", ""): """
        https://kat.tumblr.com/tagged/ny%20skola
        https://www.tumblr.com/kat/tagged/ny skola
        https://kat.tumblr.com/tagged/ny%20skola/rss""",
}
