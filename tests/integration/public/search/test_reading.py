"""The index made anew by an operator, while the present one is asked."""

import pytest
import transaction

from katrineholm.socialhub.core.search import textfile
from katrineholm.socialhub.core.search.asking import asked
from katrineholm.socialhub.core.timeline import searching
from katrineholm.socialhub.public.search import reading
from katrineholm.socialhub.public.search.finding import found
from katrineholm.socialhub.public.search.place import file_of


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
    assert reading.make_anew(hub, file_of(hub), told.append, lambda: False)
    assert sum(told) == 3
    assert found(hub, asked("badhus"), [channel.UID()]).total == 3
    assert [path.suffix for path in file_of(hub).parent.iterdir()] == [".sqlite3", ".lock"] or {
        path.name.removeprefix(hub.UID()) for path in file_of(hub).parent.iterdir()
    } == {".sqlite3", ".sqlite3.lock"}


def test_where_it_is_stopped_the_present_one_stays(hub, channel, monkeypatch):
    monkeypatch.setattr(searching, "A_STEP", 1)
    found(hub, asked("badhus"), [channel.UID()])
    before = file_of(hub).stat().st_ino
    assert not reading.make_anew(hub, file_of(hub), lambda number: None, lambda: True)
    assert file_of(hub).stat().st_ino == before
    assert not list(file_of(hub).parent.glob("*.new*"))


def test_where_another_reads_it_is_left(hub, monkeypatch):
    monkeypatch.setattr(reading, "LONG_WAIT", 0)
    with textfile.alone(file_of(hub), 0):
        assert not reading.make_anew(hub, file_of(hub), lambda number: None, lambda: False)


def test_a_thread_reads_what_was_much(hub, channel):
    reading._continue_in_thread(hub._p_jar.db(), hub._p_oid, file_of(hub))
    reading.BEHIND[file_of(hub)].join()
    with textfile.opened(file_of(hub), reading.Timeline(hub.__annotations__).name) as file:
        assert textfile.size(file) == 3


def test_what_stops_the_thread_is_told_to_the_operator(hub, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    reading._read_all(hub._p_jar.db(), hub._p_oid, tmp_path / "file" / "hub.sqlite3")
    assert "has not been read to its end" in caplog.text
