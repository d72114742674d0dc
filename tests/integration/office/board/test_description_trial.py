"""A description tried against a live source."""

import pytest
from helpers.integration.office.sources import DESCRIPTION

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.source_description import Description
from katrineholm.socialhub.office.board.description_trial import field_error, try_description
from katrineholm.socialhub.site.pages.parser_calls import run_here


def test_the_address_is_asked_once_and_each_field_tried(odd):
    found = try_description(odd.url("/nyheter"), Description(**DESCRIPTION), run=run_here)
    assert (found.number, found.fields["title"].number) == (2, 2)
    assert [request.path for request in odd.requests] == ["/nyheter"]


@pytest.mark.parametrize(
    ("path", "answer", "code", "field"),
    [
        ("/nyheter", {"status": 404}, "missing", "address"),
        ("/nyheter", {"body": b"{}"}, "json_not_page", "items"),
        ("/nyheter", {"body": b"<p>x</p>"}, "no_items", "items"),
        ("/nyheter", {"body": b"<rss><channel/></rss>"}, "is_a_feed", "address"),
    ],
)
def test_a_refusal_stands_at_its_field(odd, path, answer, code, field):
    odd.says(path, **answer)
    with pytest.raises(FeedError) as refusal:
        try_description(odd.url(path), Description(**DESCRIPTION), run=run_here)
    assert refusal.value.code == code
    assert list(field_error(refusal.value)) == [field]


def test_an_expression_that_gives_too_much_is_told_at_its_field():
    assert list(field_error(FeedError("mapping_excess", field="title"))) == ["title"]
