"""The command that makes the indexes anew."""

from argparse import ArgumentParser
from threading import Event

import pytest
import transaction

from katrineholm.socialhub.console.main import commands
from katrineholm.socialhub.public.listings.index_update import entry_index_path
from katrineholm.socialhub.refresh.settings import OperatorError

COMMAND = commands()["index"]


def ordered(site, *arguments, stop=None):
    parser = ArgumentParser()
    COMMAND.arguments(parser)
    return COMMAND.run(site, parser.parse_args(arguments), stop or Event())


@pytest.fixture
def hub(make_functional_channel, keep, functional_portal):
    """A hub with one entry."""
    keep(make_functional_channel("bloggen"), title="Badhus")
    transaction.commit()
    return functional_portal["hub"]


def test_the_index_of_entries_is_made_anew_and_told(hub, functional_portal, caplog):
    caplog.set_level("INFO")
    assert ordered(functional_portal) == 0
    assert f"/plone/hub: 1 entries indexed in {entry_index_path(hub)}" in caplog.text


def test_a_stopped_one_leaves_the_index_as_it_was(hub, functional_portal, caplog):
    caplog.set_level("INFO")
    stop = Event()
    stop.set()
    ordered(functional_portal, "--only", "entries", stop=stop)
    assert "/plone/hub: stopped; the index of entries is as it was" in caplog.text
    assert not entry_index_path(hub).exists()


def test_the_other_index_alone_may_be_made(hub, functional_portal):
    assert ordered(functional_portal, "--only", "messages") == 0
    assert not entry_index_path(hub).exists()


def test_a_folder_that_cannot_be_is_told(hub, functional_portal, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SOCIALHUB_INDEX", str(tmp_path / "file"))
    with pytest.raises(OperatorError, match="cannot be used"):
        ordered(functional_portal, "--only", "entries")
