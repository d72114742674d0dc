"""What is disposed of is found by nobody, and its words are in no file of this machine."""

import pytest
import transaction

from katrineholm.socialhub.archive.searching import leaving
from katrineholm.socialhub.archive.searching.leaving import LEAVING, leave
from katrineholm.socialhub.core.search import textfile
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.search.place import file_of, record_of


@pytest.fixture
def dispose(hub):
    """A function that takes a post out of the store by its title."""

    def dispose(title):
        timeline = timeline_of(hub)
        for channel, box in timeline._root["channels"].items():
            for entry_id, entry in list(box["entries"].items()):
                if entry["title"] == title:
                    del box["entries"][entry_id]
                    leave(hub, channel, [entry_id])

    return dispose


def names(hub):
    """What is in both files, as they are."""
    found = {}
    for path in (file_of(hub), record_of(hub)):
        with textfile.opened(path, timeline_of(hub).name) as file:
            found[path] = {name for (name,) in file.execute("SELECT name FROM texts")}
    return sum(map(len, found.values()))


@pytest.mark.parametrize("title", ["Badhuset", "Badhuset väntar"])
def test_it_leaves_the_files_as_soon_as_that_is_committed(hub, titles, dispose, title):
    assert titles("badhus") == ["Badhuset", "Badhuset väntar"]
    assert names(hub) == 2
    dispose(title)
    assert names(hub) == 2
    transaction.commit()
    assert names(hub) == 1
    assert title not in titles("badhus")


def test_what_is_aborted_leaves_nothing(hub, titles, dispose):
    titles()
    dispose("Badhuset")
    transaction.abort()
    assert (names(hub), titles("badhus")) == (2, ["Badhuset", "Badhuset väntar"])


def test_the_workers_chore_brings_another_machines_files_up_to_date(
    hub, titles, dispose, worker, monkeypatch, tmp_path, index_folder
):
    titles()
    monkeypatch.setenv("SOCIALHUB_INDEX", str(tmp_path / "elsewhere"))
    dispose("Badhuset")
    transaction.commit()
    monkeypatch.setenv("SOCIALHUB_INDEX", str(index_folder))
    assert names(hub) == 2
    LEAVING(worker)
    assert names(hub) == 1
    assert LEAVING.every == 60


def test_nothing_is_begun_where_nobody_searches(hub, worker):
    LEAVING(worker)
    assert not file_of(hub).exists()
    assert not record_of(hub).exists()


def test_a_hub_that_fails_keeps_no_other_index_behind(hub, worker, monkeypatch):
    done = []

    def bring_up(hub):
        done.append(hub.getId())
        raise ValueError

    monkeypatch.setattr(leaving, "hubs", lambda: [hub, hub.aq_parent])
    monkeypatch.setattr(leaving, "bring_up", bring_up)
    LEAVING(worker)
    assert done == ["hub", "plone"]
