"""The command that lets a hub come in."""

import json
from threading import Event

import pytest
from helpers.integration.upgrades import new_errors

from katrineholm.socialhub.console.main import _parser, commands


@pytest.fixture
def order(emptied):
    """A function that runs the command: ``order("hub.tar", "--at", "hub")``; the exit status."""

    def order(*words, stop=False):
        options = _parser().parse_args(["import-site", *map(str, words)])
        event = Event()
        if stop:
            event.set()
        return commands()["import-site"].run(emptied, options, event)

    return order


def test_a_hub_comes_to_where_it_was(order, archived, emptied, capsys):
    assert order(archived) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["path"], told["counts"]["messages"]) == ("hub", 2)
    assert "hub" in emptied
    assert new_errors(emptied.hub) == []


def test_it_comes_to_another_place_and_leaves_nothing_beside(order, archived, emptied, tmp_path):
    (tmp_path / "work").mkdir()
    assert order(archived, "--at", "/annan/", "--folder", tmp_path / "work") == 0
    assert "annan" in emptied
    assert list((tmp_path / "work").iterdir()) == []


def test_stopped_it_goes_on_or_is_taken_back(order, archived, emptied, caplog):
    caplog.set_level("INFO")
    assert order(archived, stop=True) == 1
    assert order(archived) == 0
    assert order("--take-back") == 0
    assert "there is nothing to take back" in caplog.text
    assert "hub" in emptied


@pytest.mark.parametrize("text", [b"", b"x" * 2000, b"\x1f\x8b\x08"], ids=len)
def test_what_is_no_archive_ends_it_in_a_sentence(order, tmp_path, caplog, text):
    (tmp_path / "x.tar").write_bytes(text)
    assert order(tmp_path / "x.tar") == 2
    assert "x.tar is no archive of a hub" in caplog.text


def test_a_file_that_is_not_there_ends_it(order, tmp_path, caplog):
    assert order(tmp_path / "none.tar") == 2
    assert "none.tar" in caplog.text


def test_it_wants_an_archive_or_to_take_back(capsys):
    for words in ([], ["x.tar", "--take-back"]):
        with pytest.raises(SystemExit):
            _parser().parse_args(["import-site", *words])
