"""The command makes the record's index anew."""

from threading import Event

from katrineholm.socialhub.archive.searching import index_command
from katrineholm.socialhub.console.commands import indexes
from katrineholm.socialhub.public.search.place import file_of, record_of


def test_it_is_one_of_the_commands_indexes():
    assert indexes()["record"] is index_command


def test_the_record_is_made_anew_beside_the_visitors_index(hub, titles, caplog):
    caplog.set_level("INFO")
    index_command.make(Event())
    assert f"/plone/hub: 1 entries indexed in {record_of(hub)}" in caplog.text
    assert not file_of(hub).exists()
    assert titles("väntar") == ["Badhuset väntar"]


def test_a_stopped_one_leaves_it_as_it_was(hub, titles):
    titles()
    before = record_of(hub).stat().st_ino
    stop = Event()
    stop.set()
    index_command.make(stop)
    assert record_of(hub).stat().st_ino == before
