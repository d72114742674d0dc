"""What is disposed of is found by nobody, and its words are in no file of this machine."""

import pytest
import transaction

from katrineholm.socialhub.archive.record import index_updates
from katrineholm.socialhub.archive.record.index_updates import INDEX_CHORE, remove_from_index
from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.index_update import entry_index_path, record_index_path


@pytest.fixture
def dispose(searched_hub):
    """A function that takes a post out of the store by its title."""

    def dispose(title):
        timeline = timeline_of(searched_hub)
        for channel, box in timeline._root["channels"].items():
            for entry_id, entry in list(box["entries"].items()):
                if entry["title"] == title:
                    del box["entries"][entry_id]
                    remove_from_index(searched_hub, channel, [entry_id])

    return dispose


def names(hub):
    """What is in both files, as they are."""
    found = {}
    for path in (entry_index_path(hub), record_index_path(hub)):
        with text_index.open_index(path, timeline_of(hub).name) as file:
            found[path] = {name for (name,) in file.execute("SELECT name FROM texts")}
    return sum(map(len, found.values()))


@pytest.mark.parametrize("title", ["Badhuset", "Badhuset väntar"])
def test_it_leaves_the_files_as_soon_as_that_is_committed(searched_hub, titles, dispose, title):
    assert titles("badhus") == ["Badhuset", "Badhuset väntar"]
    assert names(searched_hub) == 2
    dispose(title)
    assert names(searched_hub) == 2
    transaction.commit()
    assert names(searched_hub) == 1
    assert title not in titles("badhus")


def test_what_is_aborted_leaves_nothing(searched_hub, titles, dispose):
    titles()
    dispose("Badhuset")
    transaction.abort()
    assert (names(searched_hub), titles("badhus")) == (2, ["Badhuset", "Badhuset väntar"])


def test_the_workers_chore_brings_another_machines_files_up_to_date(
    searched_hub, titles, dispose, worker, monkeypatch, tmp_path, index_folder
):
    titles()
    monkeypatch.setenv("SOCIALHUB_INDEX", str(tmp_path / "elsewhere"))
    dispose("Badhuset")
    transaction.commit()
    monkeypatch.setenv("SOCIALHUB_INDEX", str(index_folder))
    assert names(searched_hub) == 2
    INDEX_CHORE(worker)
    assert names(searched_hub) == 1
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

    monkeypatch.setattr(index_updates, "all_hubs", lambda: [searched_hub, searched_hub.aq_parent])
    monkeypatch.setattr(index_updates, "update_record_index", bring_up)
    INDEX_CHORE(worker)
    assert done == ["hub", "plone"]
