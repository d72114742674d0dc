"""The places that the tests of ``office/kit`` share."""

import pytest


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel(
        "bloggen", title="Bloggen <b> 🎉", profile_url="https://mastodon.se/@kultur"
    )


@pytest.fixture
def office(person):
    return person("Information Officer")
