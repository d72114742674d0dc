"""A post of ours is known by each of its addresses, and one of somebody else's by none."""

import pytest
from helpers.core.posts import ADDRESSES, others

from katrineholm.socialhub.core.timeline.indexes import update_entry
from katrineholm.socialhub.core.timeline.layout import channel_and_box
from katrineholm.socialhub.core.timeline.masks import set_mask
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.register.verdict import verify

# The accounts whose posts are in the table of addresses.
ACCOUNTS = {
    "wordpress.com": "https://kullersta.wordpress.com/",
    "blogger": "https://kullersta.blogspot.com/",
    "tumblr": "https://kullersta.tumblr.com/",
    "ghost": "https://kullersta.ghost.io/",
    "mastodon": "https://social.example.se/@kullersta",
    "bluesky": "https://bsky.app/profile/kullersta.se",
    "x": "https://x.com/kullersta",
    "threads": "https://www.threads.com/@kullersta",
    "youtube": "https://www.youtube.com/@kullersta",
    "vimeo": "https://vimeo.com/kullersta",
    "peertube": "https://peertube.example.se/c/kullersta",
    "tiktok": "https://www.tiktok.com/@kullersta",
    "instagram": "https://www.instagram.com/kullersta/",
    "flickr": "https://www.flickr.com/photos/kullersta",
    "pixelfed": "https://pixelfed.social/kullersta",
    "reddit": "https://www.reddit.com/r/kullersta/",
    "facebook": "https://www.facebook.com/kullersta",
    "linkedin": "https://www.linkedin.com/company/kullersta",
    "acast": "https://shows.acast.com/kullerstapodden",
    "spotify": "https://open.spotify.com/show/0123456789abcdefABCDEG",
    "soundcloud": "https://soundcloud.com/kullersta",
    "cision": "https://news.cision.com/se/kullersta",
}


# The same post below another name: a former handle, a group, a user.
NAMED_OTHERWISE = (
    "https://bsky.app/profile/kullersta.bsky.social/post/3kabcdefgh2x2",
    "https://vimeo.com/channels/staffpicks/123456789",
    "https://vimeo.com/groups/kommuner/videos/123456789",
    "https://www.reddit.com/user/kullersta/comments/1abc2d/vi_lagar_bron",
    "https://www.facebook.com/groups/kullersta/permalink/1234567890",
    "https://www.facebook.com/groups/kullersta/posts/1234567890",
    "https://news.cision.com/kullersta/r/vi-lagar-bron,c3900001",
)


@pytest.fixture
def posts(make_channel, keep):
    """The ids of a post in an account of each service, keyed by service."""
    found = {}
    for platform, url in ACCOUNTS.items():
        channel = make_channel(platform.replace(".", "-"), profile_url=url, platform=platform)
        found[platform] = keep(channel, title="Post", link=addresses(platform)[0])
    return found


def addresses(platform):
    return ADDRESSES[platform].strip().split("\n\n")[0].split()


def test_each_address_of_a_post_is_ours_and_that_of_another_post_is_not(hub, posts):
    asked = {e: posts[p] for p in ACCOUNTS for e in addresses(p) if e not in NAMED_OTHERWISE}
    assert len(asked) >= 60
    found = {each: verify(hub, each) for each in asked}
    assert {each: verdict.entry for each, verdict in found.items()} == asked
    assert {verdict.light for verdict in found.values()} == {"green"}
    strange = [*NAMED_OTHERWISE, *(each for platform in ACCOUNTS for each in others(platform))]
    assert len(strange) >= 20
    assert {verify(hub, each).entry for each in strange} == {""}
    assert {verify(hub, each).light for each in NAMED_OTHERWISE} == {"amber"}


LINK = "https://www.instagram.com/p/Cabc_DEF-01/"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"withdrawn": 1_790_000_000}, "withdrawn"),
        ({"withdrawn": 1_790_000_000, "expired": True}, "withdrawn"),
        ({"expired": True}, "official"),
        ({"withdrawn": 1_790_000_000, "hidden": {"by": "ines", "when": 0}}, "unknown"),
        ({"withdrawn": 1_790_000_000, "held": True}, "unknown"),
        ({"withdrawn": 1_790_000_000, "filtered": True}, "unknown"),
        ({"withdrawn": 1_790_000_000, "record": True}, "unknown"),
        ({"withdrawn": 1_790_000_000, "disposed": 1}, "unknown"),
        ({"held": True}, "unknown"),
        ({"record": True}, "unknown"),
    ],
)
def test_the_record_says_no_more_than_the_public_may_know(hub, make_channel, keep, change, status):
    channel = make_channel("insta", profile_url=ACCOUNTS["instagram"], platform="instagram")
    timeline, id = timeline_of(hub), keep(channel, title="Hemligt", link=LINK)
    _channel, box = channel_and_box(timeline.root, id)
    update_entry(timeline.root, box, timeline.get(id), change)
    verdict = verify(hub, LINK)
    withdrawn = change["withdrawn"] if status == "withdrawn" else None
    assert (verdict.status, verdict.entry, verdict.withdrawn) == (status, "", withdrawn)


def test_a_masked_link_is_unknown(hub, make_channel, keep):
    channel = make_channel("blogg", profile_url="https://blogg.example/", platform="website")
    id = keep(channel, title="Om", link="https://blogg.example/2026/anna-andersson")
    timeline, mask = timeline_of(hub), {"words": ["anna-andersson"], "pictures": ()}
    set_mask(timeline.root, timeline.get(id), mask)
    assert verify(hub, "https://blogg.example/2026/anna-andersson").entry == ""
