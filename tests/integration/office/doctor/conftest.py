"""The places that the tests of ``office/doctor`` share."""

import pytest
from helpers.integration.office.doctor import ITEM, RSS

PAGE = b"<html><link rel=alternate type=application/rss+xml href=/rss>"


@pytest.fixture
def feed_site(server):
    """A web site that names a feed of seven entries."""
    items = "".join(ITEM.format(number) for number in range(7, 1, -1))
    server.says("/", PAGE, Content_Type="text/html")
    server.says("/rss", RSS.format(items).encode(), Content_Type="text/xml", ETag='"1"')
    return server


@pytest.fixture
def contributor(functional_administration, person, browse):
    """A session of one who may add channels to one administration only."""
    return browse(*person("Contributor", at=functional_administration))
