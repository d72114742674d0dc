"""From drafts to finished entries: cut, and told in plain text."""

import pytest
from helpers.core.feeds import item, rss

from katrineholm.socialhub.core.feeds.reader import parse_feed


@pytest.mark.parametrize("title", ["", "<title/>", "<title>No caption</title>", "<title> </title>"])
def test_a_missing_title_is_derived_from_the_text(title):
    entry = item(f"{title}<description>{'ord ' * 60}</description>")
    assert (entry.title, entry.title_derived) == (("ord " * 24).strip() + "…", True)


def test_an_entry_of_nothing_is_kept_without_a_title():
    entry = item("<category>x</category>")
    assert (entry.title, entry.title_derived, len(entry.keys)) == ("", True, 1)


def test_the_newest_300_of_many_entries_are_kept_in_their_order():
    feed = rss(
        "".join(
            f"<item><title>{n}</title><dc:date>{2000 + n // 12}-{n % 12 + 1:02}-01</dc:date></item>"
            for n in range(302)
        )
    )
    assert [entry.title for entry in feed.entries] == [str(n) for n in range(2, 302)]
    assert not feed.complete


def test_of_many_undated_entries_the_first_300_are_kept():
    feed = rss("".join(f"<item><title>{n}</title></item>" for n in range(301)))
    assert (len(feed.entries), feed.entries[-1].title, feed.complete) == (300, "299", False)


def test_many_and_long_fields_are_cut():
    many = "".join(f"<category>{'k' * 200}{n}</category>" for n in range(100))
    entry = item(f"<title>x</title><author>{'a' * 100_000}</author>{many}")
    assert len(entry.author) <= 200
    assert len(entry.categories) <= 30
    assert max(map(len, entry.categories)) == 100


def test_a_feed_without_entries_is_a_feed():
    feed = rss("", head="<title>Tom</title>")
    assert (feed.title, feed.entries, feed.complete) == ("Tom", (), True)


def test_a_feed_cut_off_on_the_way_is_not_complete():
    cut = "<rss version='2.0'><channel><item><title>Ett</title></item><item><title>Tv"
    assert not parse_feed(cut.encode()).complete
