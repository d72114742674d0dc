"""What the tests of the room lifecycle share."""

import pytest
from helpers.integration.accounts.lifecycle import ANNA, BO, COMPLETE, fill
from plone import api
from plone.app.testing import SITE_OWNER_NAME


@pytest.fixture
def complete(make_channel):
    """A function that makes a channel of Facebook's that lacks nothing: ``complete("draft")``."""

    def complete(state, **fields):
        facts = {"profile_url": "https://www.facebook.com/kultur", "feed_url": None}
        return make_channel("kanal", state=state, **COMPLETE | facts | fields)

    return complete


RSS = b"<rss version='2.0'><channel><title>B</title><item><title>Hej</title></item></channel></rss>"


@pytest.fixture
def reportable(make_functional_channel, server):
    """A function that makes a channel, /hub/kultur/bloggen, that lacks nothing."""
    server.says("/rss", RSS)

    def reportable(state="draft", **fields):
        facts = COMPLETE | {"feed_url": server.url("/rss")} | fields
        return make_functional_channel("bloggen", state=state, **facts)

    return reportable


@pytest.fixture
def editor(person, browse, functional_administration):
    """A function that opens a session of the administration's editor."""
    return lambda: browse(*person("Editor", at=functional_administration))


@pytest.fixture
def office(person, browse):
    """A function that opens a session of the information office's."""
    return lambda: browse(*person("Information Officer"))


@pytest.fixture
def places(administration, make_channel):
    return (*fill(administration, make_channel), administration)


@pytest.fixture
def functional_held(make_functional_channel):
    return make_functional_channel("bloggen", title="Bloggen", responsible=ANNA, substitute=BO)


@pytest.fixture
def as_manager(portal):
    """Whatever a test does, the Manager does."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        yield
