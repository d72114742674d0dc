"""What an entry has said, one version after another."""

from katrineholm.socialhub.core.search.difference import ADDED, REMOVED, Piece
from katrineholm.socialhub.public.listings.entry_versions import (
    earlier_versions,
    last_change_time,
    version_text,
)


def said(html, until=None, title="", **more):
    told = {"title": title, "title_derived": not title, "html": html, "summary": ""}
    return told | {"until": until} | more


def with_earlier(entry, *versions):
    return entry | {"versions": versions}


def test_the_latest_version_comes_first_with_what_became_of_it():
    earlier = said("<p>Ett</p>", 10), said("<p>Två</p>", 20)
    latest, first = earlier_versions(with_earlier(said("<p>Två</p>"), *earlier))
    assert (latest.number, latest.until, latest.is_different) == (1, 20, False)
    assert (first.number, first.until, first.is_different) == (0, 10, True)
    assert first.pieces == [Piece("Ett", REMOVED), Piece("Två", ADDED)]


def test_a_change_counts_where_there_is_another_thing_to_read():
    old = said("<p>Ett</p>", 10)
    new = said("<p>Två</p>")
    assert last_change_time(with_earlier(new, old, said("<p>Två</p>", 20, images=[1]))) == 10
    assert last_change_time(with_earlier(said("<p>Ett</p>", images=[2]), old)) is None
    assert last_change_time(with_earlier(new)) is None


def test_a_title_of_its_own_and_a_summary_are_read_too():
    assert version_text(said("<p>Text</p>", title="Rubrik")) == "Rubrik\n\nText"
    assert version_text(said("", summary="Kort")) == "Kort"


def test_words_that_come_or_go_wholly_are_a_difference():
    (only,) = earlier_versions(with_earlier(said("<p>Ny</p>"), said("", 10)))
    assert only.is_different
