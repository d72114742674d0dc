"""What of the record visitors do not see is found in a file of its own."""

import pytest

from katrineholm.socialhub.core.feeds.sanitiser import sanitised_text
from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.core.search.clauses import search_clauses
from katrineholm.socialhub.core.timeline.change_log import log_change
from katrineholm.socialhub.core.timeline.decisions import (
    apply_filter,
    apply_limits,
    hide_entry,
    show_entry,
)
from katrineholm.socialhub.core.timeline.disposal import erase_versions
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry_search import update_steps
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.record_search import KINDS, record_hits

NEWS, CLUB = "news", "club"
EVER = 0, 2**33


@pytest.fixture
def read(tmp_path):
    """Reads what is new into both files."""

    def read(timeline, state="1"):
        for name, record in (("visible", False), ("record", True)):
            with text_index.open_index(tmp_path / name, timeline.name) as file:
                list(update_steps(timeline, file, state, sanitised_text, record=record))

    return read


@pytest.fixture
def found(tmp_path):
    """What is found, as titles with the number of an earlier version."""

    def found(timeline, text="", *kinds, **more):
        with (
            text_index.open_index(tmp_path / "visible", timeline.name) as visible,
            text_index.open_index(tmp_path / "record", timeline.name) as other,
        ):
            how = {"kinds": kinds or KINDS, "moments": EVER, "size": 20} | more
            page = record_hits(timeline, visible, other, search_clauses(text), **how)
        assert page.total >= len(page.hits)
        return [
            (
                hit.entry["title"]
                if hit.version is None
                else version_list(hit.entry)[hit.version]["title"]
            )
            for hit in page.hits
        ]

    return found


@pytest.fixture
def kept(timeline, entry, at):
    """One that is shown and was changed twice, a hidden, a withdrawn, a held and an old one."""
    titles = {"a": "Badhus ett", "b": "Badhus dolt", "c": "Badhus borta", "e": "Badhus gammalt"}
    store_document(
        timeline, NEWS, [entry(key, title=title) for key, title in titles.items()], now=at(2)
    )
    ids = {each["title"]: each["entry_id"] for each in all_entries(timeline, NEWS)}
    rest = [entry(key, title=title) for key, title in titles.items() if key not in "ac"]
    store_document(
        timeline, NEWS, [entry("a", title="Badhus två"), *rest], now=at(3), deleted=["id:c"]
    )
    store_document(timeline, NEWS, [entry("a", title="Badhus tre"), *rest], now=at(4))
    hide_entry(timeline, ids["Badhus dolt"], by="anna", now=at(5))
    store_document(timeline, CLUB, [entry("d", title="Badhus väntar")], now=at(5), hold=True)
    return timeline


def test_each_kind_is_found_by_itself(kept, read, found):
    read(kept)
    assert sorted(found(kept, "badhusen", "version")) == ["Badhus ett", "Badhus två"]
    assert found(kept, "badhusen", "withdrawn") == ["Badhus borta"]
    assert found(kept, "badhusen", "hidden") == ["Badhus dolt"]
    assert found(kept, "badhusen", "held") == ["Badhus väntar"]
    assert sorted(found(kept, "badhusen", "entry")) == ["Badhus gammalt", "Badhus tre"]
    assert len(found(kept, "badhusen")) == 7


def test_all_is_listed_without_a_word(kept, read, found):
    read(kept)
    assert len(found(kept)) == 7
    assert found(kept, "", "hidden") == ["Badhus dolt"]
    assert found(kept, "", channels={CLUB}) == ["Badhus väntar"]
    assert found(kept, "", channels={"gone"}) == []


def test_words_phrases_and_beginnings_are_looked_for(kept, read, found):
    read(kept)
    assert found(kept, '"badhus två"') == ["Badhus två"]
    assert found(kept, "vän*") == ["Badhus väntar"]
    assert found(kept, "ishall") == []


def test_what_is_expired_or_filtered_is_a_post_as_any_other(kept, read, found):
    apply_limits(kept, NEWS, keep=1)
    apply_filter(kept, NEWS, lambda entry: "tre" not in entry["title"])
    read(kept)
    assert sorted(found(kept, "badhusen", "entry")) == ["Badhus gammalt", "Badhus tre"]


def test_the_visitors_file_has_nothing_of_it(kept, read, tmp_path):
    read(kept)
    with text_index.open_index(tmp_path / "visible", kept.name) as file:
        names = [name for (name,) in file.execute("SELECT name FROM texts")]
        shown = [kept.get(name)["title"] for name in names]
    assert sorted(shown) == ["Badhus gammalt", "Badhus tre"]


def test_what_comes_in_sight_again_is_found_once(kept, read, found):
    read(kept)
    [hidden] = [each for each in all_entries(kept, NEWS) if each["hidden"]]
    show_entry(kept, hidden["entry_id"])
    assert found(kept, "dolt", "hidden") == []
    read(kept, "2")
    assert found(kept, "dolt") == ["Badhus dolt"]
    assert found(kept, "dolt", "hidden") == []


def test_what_is_disposed_of_leaves_with_its_versions(kept, read, found):
    read(kept)
    box = kept.root["channels"][NEWS]
    [post] = [each for each in all_entries(kept, NEWS) if each["title"] == "Badhus tre"]
    del box["entries"][post["entry_id"]]
    log_change(kept.root, box, post)
    assert "Badhus ett" not in found(kept, "badhusen")
    read(kept, "2")
    assert sorted(found(kept, "badhusen")) == [
        *("Badhus borta", "Badhus dolt", "Badhus gammalt", "Badhus väntar"),
    ]


def test_a_file_that_is_begun_later_has_the_same(kept, read, found, tmp_path):
    read(kept)
    before = found(kept, "badhusen")
    text_index.delete_index(tmp_path / "record")
    read(kept, "2")
    assert sorted(found(kept, "badhusen")) == sorted(before)


def test_a_period_has_its_days_only(kept, read, found, at):
    read(kept)
    times = sorted(each["time"] for each in all_entries(kept, NEWS))
    assert found(kept, "badhusen", moments=(times[-1] + 1, 2**33), channels={NEWS}) == []
    assert len(found(kept, "badhusen", moments=(times[0], times[-1] + 1), channels={NEWS})) == 6


def test_a_version_that_was_disposed_of_is_not_found_before_its_file_is_read(kept, read, found):
    read(kept)
    assert found(kept, "ett", "version") == ["Badhus ett"]
    [changed] = [each for each in all_entries(kept, NEWS) if version_list(each)]
    first, _second = version_list(changed)
    act = {"when": 1, "by": "anna", "decision": "1"}
    erase_versions(kept, changed["entry_id"], first["until"] + 1, act)
    assert found(kept, "ett", "version") == []
    read(kept, "2")
    assert (found(kept, "ett", "version"), found(kept, "två", "version")) == ([], ["Badhus två"])
