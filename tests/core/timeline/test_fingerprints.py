"""When two texts are the same."""

import pytest

from katrineholm.socialhub.core.timeline.fingerprints import (
    content_digest,
    likeness_keys,
    post_fingerprint,
    stable_url,
)


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Another"},
        {"link": "https://example.org/b"},
        {"html": "<p>Another</p>"},
        {"author": "Bo"},
        {"categories": ("bad",)},
    ],
)
def test_what_readers_notice_is_another_digest(entry, values):
    assert content_digest(entry(**values)) != content_digest(entry())


@pytest.mark.parametrize("values", [{"published": 1}, {"updated": 1}, {"dated": "i dag"}])
def test_dates_alone_are_the_same_digest(entry, values):
    assert content_digest(entry(**values)) == content_digest(entry())


@pytest.mark.parametrize("link", ["https://example.org/a?utm_source=x", "http://www.example.org/a"])
def test_one_post_in_two_channels_has_one_print(entry, link):
    assert post_fingerprint(entry(link=link)) == post_fingerprint(entry())


def test_posts_of_one_place_lie_together(entry):
    one, other = (post_fingerprint(entry(link=f"https://example.org/?p={n}")) for n in (1, 2))
    assert one != other
    assert one >> 43 == other >> 43


@pytest.mark.parametrize("values", [{"link": ""}, {"title": ""}])
def test_without_link_or_title_there_is_no_print(entry, values):
    assert post_fingerprint(entry(**values)) is None


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ({}, ["all", "title", "text", "both"]),
        ({"title": ""}, ["all", "text"]),
        ({"published": None}, ["all"]),
        ({"link": ""}, ["all"]),
    ],
)
def test_the_surest_likeness_comes_first(entry, values, kinds):
    assert list(likeness_keys({**entry(**values), "digest": "d"})) == kinds


def test_a_picture_of_metas_is_the_same_on_each_of_their_servers():
    path = "/v/t51.29350-15/123_n.jpg"
    hosts = ("scontent-arn2-1.cdninstagram.com", "scontent.xx.fbcdn.net")
    assert {stable_url(f"https://{host}{path}?oe=1") for host in hosts} == {
        f"https://scontent{path}"
    }
    assert stable_url("https://scontent.example.se/a.jpg?b") == "https://scontent.example.se/a.jpg"
