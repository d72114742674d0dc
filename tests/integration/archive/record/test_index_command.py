"""The command makes the record's index anew."""

from threading import Event

from katrineholm.socialhub.archive.record import index_command
from katrineholm.socialhub.console.main import indexes
from katrineholm.socialhub.public.listings.index_update import entry_index_path, record_index_path


def test_it_is_one_of_the_commands_indexes():
    assert indexes()["record"] is index_command


def test_the_record_is_made_anew_beside_the_visitors_index(searched_hub, titles, caplog):
    caplog.set_level("INFO")
    index_command.make(Event())
    assert f"/plone/hub: 1 entries indexed in {record_index_path(searched_hub)}" in caplog.text
    assert not entry_index_path(searched_hub).exists()
    assert titles("väntar") == ["Badhuset väntar"]


def test_a_stopped_one_leaves_it_as_it_was(searched_hub, titles):
    titles()
    before = record_index_path(searched_hub).stat().st_ino
    stop = Event()
    stop.set()
    index_command.make(stop)
    assert record_index_path(searched_hub).stat().st_ino == before
