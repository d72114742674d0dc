"""What an entry has said, one version after another."""

from types import SimpleNamespace

from katrineholm.socialhub.core.search.difference import ADDED, REMOVED, Piece
from katrineholm.socialhub.public.listings.entry_versions import (
    earlier_versions,
    last_change_time,
    version_text,
)


def said(html, until=None, title="", **more):
    told = {"title": title, "title_derived": not title, "html": html, "summary": ""}
    return told | {"until": until} | more


def kept(*earlier):
    return SimpleNamespace(versions=lambda entry: list(earlier))


def test_the_latest_version_comes_first_with_what_became_of_it():
    timeline = kept(said("<p>Ett</p>", 10), said("<p>Två</p>", 20))
    latest, first = earlier_versions(timeline, said("<p>Två</p>"))
    assert (latest.number, latest.until, latest.is_other) == (1, 20, False)
    assert (first.number, first.until, first.is_other) == (0, 10, True)
    assert first.pieces == [Piece("Ett", REMOVED), Piece("Två", ADDED)]


def test_a_change_counts_where_there_is_another_thing_to_read():
    old = said("<p>Ett</p>", 10)
    assert last_change_time(kept(old, said("<p>Två</p>", 20, images=[1])), said("<p>Två</p>")) == 10
    assert last_change_time(kept(old), said("<p>Ett</p>", images=[2])) is None
    assert last_change_time(kept(), said("<p>Ett</p>")) is None


def test_a_title_of_its_own_and_a_summary_are_read_too():
    assert version_text(said("<p>Text</p>", title="Rubrik")) == "Rubrik\n\nText"
    assert version_text(said("", summary="Kort")) == "Kort"


def test_words_that_come_or_go_wholly_are_a_difference():
    (only,) = earlier_versions(kept(said("", 10)), said("<p>Ny</p>"))
    assert only.is_other
