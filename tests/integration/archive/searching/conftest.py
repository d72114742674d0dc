"""A hub with two channels, and what is in the files of its record."""

import pytest
import transaction

from katrineholm.socialhub.archive.searching.finding import found
from katrineholm.socialhub.archive.searching.query import Query
from katrineholm.socialhub.core.timeline.recorded import KINDS


@pytest.fixture
def hub(functional_portal, make_functional_channel, keep):
    """A hub with a post that is shown and one that waits."""
    blog = make_functional_channel("bloggen", title="Bloggen")
    keep(blog, title="Badhuset")
    keep(blog, title="Badhuset väntar", hold=True)
    transaction.commit()
    return functional_portal.hub


@pytest.fixture
def titles(hub):
    """A function that gives the titles of the posts that are found."""

    def titles(text="", **asked):
        page = found(hub, Query(text, **{"types": KINDS} | asked))
        assert page.is_usable
        return sorted(hit.found.entry["title"] for hit in page.hits)

    return titles
