"""Which links of a web page lead to accounts, and which accounts are the same."""

import pytest

from katrineholm.socialhub.core.platforms.linked_accounts import (
    linked_account,
    linked_account_key,
)

ACCOUNTS = {
    "facebook.com/katrineholmskommun": (
        "https://www.facebook.com/katrineholmskommun",
        "http://m.facebook.com/katrineholmskommun/?ref=bookmarks",
        "https://sv-se.facebook.com/Katrineholms.Kommun/about?fbclid=1",
    ),
    "facebook.com/groups/katrineholm": ("https://www.facebook.com/groups/katrineholm/",),
    "instagram.com/katrineholm": (
        "https://www.instagram.com/katrineholm/",
        "https://instagram.com/Katrineholm?igsh=abc",
    ),
    "x.com/katrineholm": ("https://twitter.com/katrineholm", "https://x.com/@Katrineholm"),
    "linkedin.com/company/kommunen": (
        "https://se.linkedin.com/company/kommunen",
        "https://www.linkedin.com/company/kommunen/about/",
    ),
    "youtube.com/@kommunen": ("https://www.youtube.com/@Kommunen/videos",),
    "mastodon.social/@kommunen": ("https://mastodon.social/@kommunen",),
    "tiktok.com/@kommunen": ("https://www.tiktok.com/@kommunen?lang=sv",),
    "bsky.app/profile/katrineholm.se": ("https://bsky.app/profile/katrineholm.se",),
    "kulturen.wordpress.com": ("http://kulturen.wordpress.com",),
}
NONE = (
    # Buttons to share.
    *("https://www.facebook.com/sharer/sharer.php?u=https://a.se", "https://x.com/share?url=a"),
    *("https://www.facebook.com/share.php?u=a", "https://www.facebook.com/dialog/share?app_id=1"),
    *("https://twitter.com/intent/tweet?text=a", "https://x.com/intent/follow?screen_name=a"),
    *("https://www.linkedin.com/shareArticle?url=a", "https://bsky.app/intent/compose?text=a"),
    *("https://www.linkedin.com/sharing/share-offsite/?url=a", "https://www.reddit.com/submit"),
    *("https://www.threads.net/intent/post?text=a", "https://mastodon.social/share?text=a"),
    *("https://pinterest.com/pin/create/button/?url=a", "https://www.tumblr.com/share/link?url=a"),
    *("https://www.tumblr.com/widgets/share/tool?url=a", "https://www.facebook.com/tr?id=1"),
    # Posts, films and events.
    *("https://www.facebook.com/kommunen/posts/123456789", "https://www.instagram.com/p/Cabc/"),
    *("https://www.instagram.com/kommunen/reel/Cabc/", "https://x.com/a/status/1234567890"),
    *("https://mastodon.social/@a/112233445566778899", "https://www.facebook.com/events/123456/"),
    *("https://www.tiktok.com/@a/video/71234567890", "https://vimeo.com/123456"),
    *("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    *("https://www.youtube.com/playlist?list=PLaaaaaaaaaaaaaaa", "https://youtu.be/a"),
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLaaaaaaaaaaaaaaa",
    # Front pages, a person at work, a service that has ended, and other web sites.
    *("https://www.facebook.com/", "https://x.com/hashtag/kommunen", "https://www.youtube.com/"),
    *("https://www.linkedin.com/in/anna-berg", "https://plus.google.com/+katrineholm"),
    *("https://www.katrineholm.se/", "https://www.katrineholm.se/rss.xml"),
    *("https://www.katrineholm.se/?feed=rss2", "https://www.facebook.com.example.se/kommunen"),
    # What is no address.
    *("", "#", "mailto:a@example.se", "javascript:alert(1)", "https://user:x@facebook.com/a"),
    *("https://www.facebook.com/%E2%80%AEabc", "https://[", "http://" + "a" * 70 + "å.se/@b"),
    "https://www.facebook.com/" + "a" * 10_000,
)


@pytest.mark.parametrize(
    ("key", "link"), [(key, link) for key, links in ACCOUNTS.items() for link in links]
)
def test_spellings_of_an_account_are_one(catalogue, key, link):
    assert linked_account_key(linked_account(link).url) == key


@pytest.mark.parametrize("link", NONE)
def test_other_links_lead_to_no_account(catalogue, link):
    assert linked_account(link) is None


def test_an_address_that_cannot_be_read_has_no_key(catalogue):
    assert linked_account_key("https://[") == ""
