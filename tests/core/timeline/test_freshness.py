"""What a file of texts finds that has not been read to its end: never by what is said no more."""

import pytest
from helpers.core.timeline import NEWS

from katrineholm.socialhub.core.feeds.sanitiser import sanitised_text
from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.core.search.clauses import search_clauses
from katrineholm.socialhub.core.timeline import entry_search
from katrineholm.socialhub.core.timeline.decisions import hide_entry, mask_entry
from katrineholm.socialhub.core.timeline.disposal import erase_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry_search import all_matches, search_page, update_steps
from katrineholm.socialhub.core.timeline.freshness import (
    has_read_all,
    is_up_to_date,
    unread_changes,
)
from katrineholm.socialhub.core.timeline.record import all_entries

ACT = {"when": 1, "by": "anna", "decision": "1"}


@pytest.fixture
def file(tmp_path, kept):
    """The timeline's file of texts, open."""
    with text_index.open_index(tmp_path / "file", kept.name) as file:
        yield file


@pytest.fixture
def kept(timeline, entry, at):
    """Three entries."""
    names = {"a": "Elin vann", "b": "Elin kom tvåa", "c": "Elin kom trea"}
    store_document(
        timeline, NEWS, [entry(key, title=title) for key, title in names.items()], now=at(2)
    )
    return timeline


def found(timeline, file, word="elin"):
    """What a search shows, what it says there is on another page, and what it counts."""
    page = search_page(timeline, file, search_clauses(word), [NEWS])
    later = search_page(timeline, file, search_clauses(word), [NEWS], start=20)
    counted = all_matches(timeline, file, search_clauses(word), [NEWS])
    assert page.total == later.total == len(counted)
    return sorted(entry["title"] for entry in page.entries)


def masked(timeline, entry, entry_id, at):
    mask_entry(timeline, entry_id, ["Elin"], [], reason="Begäran", by="ida", now=at(3))


def edited(timeline, entry, entry_id, at):
    store_document(timeline, NEWS, [entry("a", title="En elev vann")], now=at(3))


def hidden(timeline, entry, entry_id, at):
    hide_entry(timeline, entry_id, by="anna", now=at(3))


def disposed(timeline, entry, entry_id, at):
    erase_entry(timeline, entry_id, ACT)


@pytest.mark.parametrize("act", [masked, edited, hidden, disposed])
def test_what_has_changed_since_is_neither_found_nor_counted(kept, file, entry, at, act):
    list(update_steps(kept, file, "1", sanitised_text))
    [entry_id] = [
        each["entry_id"] for each in all_entries(kept, NEWS) if each["title"] == "Elin vann"
    ]
    act(kept, entry, entry_id, at)
    assert found(kept, file) == ["Elin kom trea", "Elin kom tvåa"]
    assert not has_read_all(kept, file, "1")


def test_what_changes_while_a_channel_is_read_for_the_first_time_is_not_found(
    kept, file, entry, at, monkeypatch
):
    monkeypatch.setattr(entry_search, "STEP_SIZE", 1)
    reading = update_steps(kept, file, "1", sanitised_text)
    next(reading), next(reading)
    first, second = found(kept, file)
    [entry_id] = [each["entry_id"] for each in all_entries(kept, NEWS) if each["title"] == first]
    masked(kept, entry, entry_id, at)
    assert found(kept, file) == [second]


def test_of_a_file_from_a_lost_time_nothing_masked_is_found(kept, file, entry, at):
    list(update_steps(kept, file, "1", sanitised_text))
    with text_index.write_transaction(file):
        text_index.set_read_position(file, NEWS, (99, 99))
    [entry_id] = [
        each["entry_id"] for each in all_entries(kept, NEWS) if each["title"] == "Elin vann"
    ]
    masked(kept, entry, entry_id, at)
    assert found(kept, file) == ["Elin kom trea", "Elin kom tvåa"]
    assert not is_up_to_date(kept, file)


def test_how_far_it_is_is_told_in_changes(kept, file, entry, at, monkeypatch):
    assert (unread_changes(kept, None), unread_changes(kept, file)) == (3, 3)
    list(update_steps(kept, file, "1", sanitised_text))
    assert unread_changes(kept, file) == 0
    edited(kept, entry, "", at)
    assert unread_changes(kept, file) == 1
    with text_index.write_transaction(file):
        text_index.set_read_position(file, NEWS, (3, 99))  # of a time that is lost
    assert unread_changes(kept, file) == 4


@pytest.mark.parametrize(("state", "is_whole"), [("0", True), ("1", False), ("2", False)])
def test_a_position_that_is_not_known_is_a_later_one_only_in_a_later_state(
    kept, file, state, is_whole
):
    list(update_steps(kept, file, "1", sanitised_text))
    with text_index.write_transaction(file):
        text_index.set_read_position(file, NEWS, (99, 99))
    assert has_read_all(kept, file, state) is is_whole
