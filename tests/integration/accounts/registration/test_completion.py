"""What a new channel gets from its address alone."""

import pytest

ADDRESS = "https://mastodon.se/@katrineholm"
GOOD = {"@type": "Channel", "title": "Katrineholm", "profile_url": ADDRESS}
FILLED = ("title", "profile_url", "feed_url", "platform", "kind", "dialogue", "interval")


def filled(answer):
    """What the answer says of the channel, a choice by its token."""
    plain = {
        name: value["token"] if isinstance(value, dict) and "token" in value else value
        for name, value in answer.items()
    }
    return {name: plain[name] for name in FILLED}


WEBSITE = {"platform": "website", "kind": "other", "dialogue": False}


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ({}, {}),
        ({"platform": None, "kind": None, "dialogue": None, "feed_url": None}, {}),
        ({"feed_url": "https://example.se/rss"}, {"feed_url": "https://example.se/rss"}),
        ({"kind": "video", "dialogue": False}, {"kind": "video", "dialogue": False}),
        ({"platform": "website", "interval": 5}, {**WEBSITE, "interval": 5}),
        (
            {"profile_url": "https://blogg.example.se/"},
            {"profile_url": "https://blogg.example.se/", "feed_url": None, **WEBSITE},
        ),
    ],
)
def test_what_is_left_out_is_filled_in_from_the_catalogue(kultur, given, made):
    usual = {
        "title": "Katrineholm",
        "profile_url": ADDRESS,
        "feed_url": f"{ADDRESS}.rss",
        "platform": "mastodon",
        "kind": "microblog",
        "dialogue": True,
        "interval": 30,
    }
    answer = kultur("POST", GOOD | given)
    assert answer.status_code == 201
    assert filled(answer.json()) == usual | made
