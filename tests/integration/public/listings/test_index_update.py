"""The index made anew by an operator, while the present one is asked."""

from pathlib import Path

import pytest
import transaction
from App.config import getConfiguration

from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.core.search.clauses import search_clauses
from katrineholm.socialhub.core.timeline import entry_search
from katrineholm.socialhub.public.listings import index_update
from katrineholm.socialhub.public.listings.index_search import search_result
from katrineholm.socialhub.public.listings.index_update import entry_index_path


@pytest.fixture
def channel(make_functional_channel, keep):
    """A channel with three entries, committed."""
    channel = make_functional_channel("bloggen")
    for number in range(3):
        keep(channel, title=f"Badhus {number}")
    transaction.commit()
    return channel


@pytest.fixture
def hub(functional_portal, channel):
    return functional_portal["hub"]


def test_the_index_is_made_anew_and_told(hub, channel):
    told = []
    assert index_update.rebuild_index(hub, entry_index_path(hub), told.append, lambda: False)
    assert sum(told) == 3
    assert search_result(hub, search_clauses("badhus"), [channel.UID()]).total == 3
    assert [path.suffix for path in entry_index_path(hub).parent.iterdir()] == [
        ".sqlite3",
        ".lock",
    ] or {path.name.removeprefix(hub.UID()) for path in entry_index_path(hub).parent.iterdir()} == {
        ".sqlite3",
        ".sqlite3.lock",
    }


def test_where_it_is_stopped_the_present_one_stays(hub, channel, monkeypatch):
    monkeypatch.setattr(entry_search, "STEP_SIZE", 1)
    search_result(hub, search_clauses("badhus"), [channel.UID()])
    before = entry_index_path(hub).stat().st_ino
    assert not index_update.rebuild_index(
        hub, entry_index_path(hub), lambda number: None, lambda: True
    )
    assert entry_index_path(hub).stat().st_ino == before
    assert not list(entry_index_path(hub).parent.glob("*.new*"))


def test_where_another_reads_it_is_left(hub, monkeypatch):
    monkeypatch.setattr(index_update, "LONG_WAIT", 0)
    with text_index.index_lock(entry_index_path(hub), 0):
        assert not index_update.rebuild_index(
            hub, entry_index_path(hub), lambda number: None, lambda: False
        )


def test_a_thread_reads_what_was_much(hub, channel):
    index_update._continue_in_thread(hub._p_jar.db(), hub._p_oid, entry_index_path(hub))
    index_update.UPDATE_THREADS[entry_index_path(hub)].join()
    with text_index.open_index(
        entry_index_path(hub), index_update.Timeline(hub.__annotations__).name
    ) as file:
        assert text_index.text_count(file) == 3


def test_what_stops_the_thread_is_told_to_the_operator(hub, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    index_update._read_all(hub._p_jar.db(), hub._p_oid, tmp_path / "file" / "hub.sqlite3")
    assert "has not been read to its end" in caplog.text


def test_an_index_lies_where_the_operator_says(hub):
    assert entry_index_path(hub, {"SOCIALHUB_INDEX": "/srv/index"}) == Path(
        f"/srv/index/{hub.UID()}.sqlite3"
    )


def test_an_index_lies_with_zopes_own_data_otherwise(hub):
    for environ in ({}, {"SOCIALHUB_INDEX": ""}):
        assert entry_index_path(hub, environ).parent == Path(
            getConfiguration().clienthome, "socialhub-index"
        )


def test_a_file_that_cannot_be_used_is_not_far_at_all(hub, monkeypatch, tmp_path, caplog):
    entry_index_path(hub).parent.mkdir(parents=True, exist_ok=True)
    entry_index_path(hub).write_bytes(b"broken" * 5000)
    assert index_update.index_lag(hub) is None
    assert index_update.index_lag(hub) == 3  # it has been deleted, and is made anew
