import pytest
from zope.interface import directlyProvides

from katrineholm.socialhub.accounts.channels.interfaces import ISocialHub
from katrineholm.socialhub.public.listings.editorial import leading_marks
from katrineholm.socialhub.public.listings.query import Query


class Place:
    pass


HUB, PART = Place(), Place()
directlyProvides(HUB, ISocialHub)
BLOGS = Query(kind=frozenset({"blog"}))


@pytest.mark.parametrize(
    ("place", "query", "marks"),
    [
        (HUB, Query(), ("featured", "pinned")),
        (HUB, BLOGS, ("pinned",)),
        (HUB, Query(year=2026), ()),
        (PART, Query(), ("pinned",)),
        (PART, Query(year=2026, month=5), ()),
    ],
)
def test_what_is_featured_stands_on_the_hubs_own_page_alone(place, query, marks):
    assert leading_marks(place, query) == marks
