from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.description_trial import TrialField, description_trial
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.source_description import Description

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
URL = "https://www.example.se/"
ROW = "<li><h3>{0}</h3><a href='/{0}'>läs</a><i>{1}</i></li>"
DAYS = ("nyss", "26 november 2026")
PAGE = "".join(ROW.format(n, DAYS[n % 2]) for n in range(1, 8)).encode()


def trial(**selectors):
    return description_trial(PAGE, "", URL, NOW, Description("page", "li", **selectors))


def test_each_field_shows_what_the_first_items_give():
    found = trial(title="h3", published="i", author="b", picture="img")
    assert (found.item_count, found.whole) == (7, True)
    assert found.fields["title"] == TrialField(("1", "2", "3", "4", "5"), 7)
    day = "2026-11-25T23:00:00+00:00"
    assert found.fields["published"] == TrialField((day, "", day, "", day), 4, "nyss")
    assert found.fields["author"] == TrialField(("",) * 5, 0)
    assert found.fields["link"].values[0] == "https://www.example.se/1"
    assert set(found.fields) == {"title", "published", "author", "picture", "link"}
    assert [entry.title for entry in found.entries] == ["1", "2", "3", "4", "5"]


def test_a_long_text_is_cut():
    (value, *_) = (
        description_trial(b"<p>" + b"ord " * 500, "", URL, NOW, Description("page", "p", text="p"))
        .fields["text"]
        .values
    )
    assert (len(value), value[-1]) == (156, "…")


def test_a_feed_needs_no_description():
    rss = b"<rss version='2.0'><channel><item><title>A</title></item></channel></rss>"
    with pytest.raises(FeedError) as refusal:
        description_trial(rss, "", URL, NOW, Description("page", "item", title="title"))
    assert refusal.value.code == "is_a_feed"
