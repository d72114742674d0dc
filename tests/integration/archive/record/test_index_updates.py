"""What is disposed of is found by nobody, and its words are in no file of this machine."""

import pytest
import transaction

from katrineholm.socialhub.archive.record import index_updates
from katrineholm.socialhub.archive.record.index_updates import INDEX_CHORE
from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.core.timeline.disposal import erase_entry
from katrineholm.socialhub.core.timeline.outline import channel_outlines
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.index_update import entry_index_path, record_index_path
from katrineholm.socialhub.refresh import faults


@pytest.fixture
def dispose(searched_hub):
    """A function that disposes of a post, by its title."""

    def dispose(title):
        timeline = timeline_of(searched_hub)
        channels = [channel for channel, _outline in channel_outlines(timeline)]
        [found] = [
            each
            for name in channels
            for each in all_entries(timeline, name)
            if each["title"] == title
        ]
        erase_entry(timeline, found["entry_id"], {"by": "ida", "when": 1, "decision": "KS 2026-1"})
        transaction.commit()

    return dispose


def found_words(hub, path):
    """What a file has of posts, as it is."""
    with text_index.open_index(path(hub), timeline_of(hub).name) as file:
        return {words for (words,) in file.execute("SELECT name FROM texts")}


@pytest.mark.parametrize(
    ("title", "path"),
    [("Badhuset", entry_index_path), ("Badhuset väntar", record_index_path)],
)
def test_what_is_disposed_of_leaves_the_files_of_the_workers_machine(
    searched_hub, titles, dispose, worker, title, path
):
    assert titles("badhus") == ["Badhuset", "Badhuset väntar"]
    before = found_words(searched_hub, path)
    dispose(title)
    assert found_words(searched_hub, path) == before
    INDEX_CHORE(worker)
    assert found_words(searched_hub, path) < before
    assert title not in titles("badhus")
    assert INDEX_CHORE.every == 60


def test_nothing_is_begun_where_nobody_searches(searched_hub, worker):
    INDEX_CHORE(worker)
    assert not entry_index_path(searched_hub).exists()
    assert not record_index_path(searched_hub).exists()


def test_a_hub_that_fails_keeps_no_other_index_behind(searched_hub, worker, monkeypatch):
    done = []

    def bring_up(hub):
        done.append(hub.getId())
        raise ValueError

    monkeypatch.setattr(faults, "all_hubs", lambda: [searched_hub, searched_hub.aq_parent])
    monkeypatch.setattr(index_updates, "update_hub_indexes", bring_up)
    INDEX_CHORE(worker)
    assert done == ["hub", "plone"]
