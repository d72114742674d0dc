"""How a service reads addresses by its spellings, and pages by its patterns."""

import pytest

from katrineholm.socialhub.core.platforms.interfaces import Profile
from katrineholm.socialhub.core.platforms.service import Service, page_reader, url_pattern

KAT = Service(
    name="kat",
    title="Kat",
    kind="other",
    dialogue=False,
    feed="rule",
    example="https://kat.example/bo",
    page=page_reader("{id}.xml", r"id=(?P<id>\d+)", r"nr (?P<id>\d+)"),
    spellings=(
        url_pattern(
            r"kat\.example/show\?who=(?P<account>\w+)",
            "https://kat.example/{account}",
            parameter="who",
            lower=True,
        ),
        url_pattern(
            r"kat\.example/(?P<account>[^/]+)",
            "{origin}/{account}",
            feed="{address}.xml",
            account="{account}@{host}",
        ),
    ),
)


@pytest.mark.parametrize(
    ("url", "profile"),
    [
        (
            "https://kat.example/show?who=BO&x=1",
            Profile("kat", "bo", "https://kat.example/bo"),
        ),
        (
            "http://kat.example/Bo å",
            Profile(
                *("kat", "Bo å@kat.example", "https://kat.example/Bo%20%C3%A5"),
                "http://kat.example/Bo%20%C3%A5.xml",
            ),
        ),
        ("https://kat.example/bo/cia", None),
        ("https://another.example/bo", None),
    ],
)
def test_the_first_spelling_that_fits_tells_the_account(url, profile):
    assert KAT.recognise(url) == profile


@pytest.mark.parametrize(
    ("page", "feed"), [("nr 2 id=1", "1.xml"), ("nr 2", "2.xml"), ("nothing", "")]
)
def test_the_first_pattern_that_a_page_holds_tells_the_feed(page, feed):
    assert KAT.feed_in_page(page, Profile("kat", "bo", "https://kat.example/bo")) == feed


def test_a_service_that_tells_nothing_in_its_pages_leaves_them_to_the_ordinary_look():
    plain = Service(
        name="a", title="A", kind="other", dialogue=False, feed="page", example="", spellings=()
    )
    assert plain.feed_in_page("id=1", Profile("a", "bo", "https://a.example/")) == ""
