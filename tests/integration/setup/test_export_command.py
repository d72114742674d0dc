"""The command that writes a hub into an archive."""

import json
from threading import Event

import pytest

from katrineholm.socialhub.console.main import _parser, commands


@pytest.fixture
def order(full, functional_portal, tmp_path):
    """A function that runs the command: ``order("--hub", "hub")``; the exit status."""

    def order(*words, stop=False):
        options = _parser().parse_args(["export-site", str(tmp_path / "hub.tar"), *words])
        event = Event()
        if stop:
            event.set()
        return commands()["export-site"].run(functional_portal, options, event)

    return order


@pytest.mark.parametrize("words", [[], ["--hub", "hub"], ["--hub", "/hub/"]])
def test_a_hub_is_written_and_told_of(order, tmp_path, capsys, caplog, words):
    caplog.set_level("INFO")
    assert order(*words) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["messages"] == 2
    assert "SOCIALHUB_KEYS" in caplog.text
    assert (tmp_path / "hub.tar").is_file()


def test_what_is_no_hub_ends_it(order, caplog, tmp_path):
    assert order("--hub", "hub/kultur") == 2
    assert "There is no hub at hub/kultur." in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_is_there_stays(order, caplog, tmp_path):
    (tmp_path / "hub.tar").write_text("x")
    assert order() == 2
    assert "is there already" in caplog.text
    assert (tmp_path / "hub.tar").read_text() == "x"


def test_without_a_hub_it_says_so(functional_portal, tmp_path, caplog):
    options = _parser().parse_args(["export-site", str(tmp_path / "hub.tar")])
    assert commands()["export-site"].run(functional_portal, options, Event()) == 2
    assert "there is none" in caplog.text


def test_stopped_it_leaves_nothing(order, tmp_path):
    assert order(stop=True) == 1
    assert list(tmp_path.iterdir()) == []
