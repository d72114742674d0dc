"""What Meta's interfaces have in common."""

import pytest

from katrineholm.socialhub.core.connectors import graph
from katrineholm.socialhub.core.connectors.instagram import INSTAGRAM
from katrineholm.socialhub.core.feeds.errors import FeedError


@pytest.mark.parametrize(
    ("paging", "after"),
    [
        ({"cursors": {"after": "A1"}, "next": "https://evil.example/?access_token=x"}, "A1"),
        ({"cursors": {"after": "A1"}}, ""),
        ({"next": "https://evil.example/"}, ""),
        ("text", ""),
    ],
)
def test_the_cursor_leads_on_and_the_address_never(paging, after):
    assert graph.after({"paging": paging}) == after


@pytest.mark.parametrize("data", [{}, {"success": "true"}, {"success": False}])
def test_what_is_not_said_to_be_done_is_not_done(data):
    with pytest.raises(FeedError):
        graph.done(data, "Tjänsten")
    graph.done({"success": True}, "Tjänsten")


@pytest.mark.parametrize("data", [{}, {"access_token": "x"}, {"access_token": "", "expires_in": 1}])
def test_a_token_that_did_not_come_back_is_no_token(talk, data):
    session, _service = talk(INSTAGRAM, lambda *asked: data)
    with pytest.raises(FeedError):
        INSTAGRAM.renew(session)
