"""One post has one identity on each service, and no two posts have the same."""

import pytest
from helpers.core.posts import ADDRESSES, others, own

from katrineholm.socialhub.core.platforms.catalogue import built_in_platforms
from katrineholm.socialhub.core.platforms.post_identity import identity
from katrineholm.socialhub.core.platforms.websites import WEBSITE


def test_each_service_of_the_catalogue_has_its_row():
    assert set(ADDRESSES) == {each.name for each in (*built_in_platforms(), WEBSITE)}


@pytest.mark.parametrize("service", ADDRESSES)
def test_a_post_has_one_identity_however_its_address_is_written(service):
    found = {address: identity(address) for address in own(service)}
    assert len(found) >= 10
    assert {each: name for each, name in found.items() if name != identity(own(service)[0])} == {}


def test_other_posts_have_others():
    posts = [each for service in ADDRESSES for each in (own(service)[0], *others(service))]
    assert len({identity(each)[1] for each in posts}) == len(posts)


@pytest.mark.parametrize("text", ["", "urn:li:share:1", "at://kullersta.se/app.bsky.feed.post/1"])
def test_what_is_no_address_of_the_web_is_itself(text):
    assert identity(text)[1] in (text, "kullersta.se/app.bsky.feed.post/1?")


@pytest.mark.parametrize(
    "link",
    [
        "https://ä" + "ö" * 80 + ".se/1",
        "https://[::1/1",
        "https://example.se/%ff%C3/a?%ff=%zz",
        "https://peertube.example/w/" + "9" * 5000,
        "https://flic.kr/p/" + "9" * 5000,
        "https://www.facebook.com/" + "a/posts/" * 200,
        "https://www.linkedin.com/posts/" + "-1" * 900,
        "https://www.tiktok.com/" + "video/" * 300,
    ],
)
def test_hostile_addresses_have_one_too_and_at_once(link):
    assert identity(link)[1]
