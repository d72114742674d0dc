"""The command that brings a download in."""

import json
from threading import Event

import pytest
import transaction
from helpers.core.downloads import zipped
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.console.main import _parser, commands
from katrineholm.socialhub.refresh.settings import OperatorError


@pytest.fixture
def order(functional_portal, instagram_channel, tmp_path):
    """A function that orders it: ``order(upload, "--dry-run")`` gives the status."""

    def order(upload, *options, path="hub/kultur/insta"):
        file = tmp_path / "download.zip"
        file.write_bytes(upload.stream.getvalue())
        command = ["import-download", str(file), "--channel", path, *options]
        with api.env.adopt_user(SITE_OWNER_NAME):
            options = _parser().parse_args(command)
            status = commands()["import-download"].run(functional_portal, options, Event())
        transaction.abort()
        return status

    return order


def test_a_dry_run_tells_and_keeps_nothing(order, download, instagram_channel, stored, capsys):
    assert order(download(), "--dry-run") == 0
    assert json.loads(capsys.readouterr().out)["posts"] == 3
    assert stored(instagram_channel) == {}


def test_it_is_kept_for_visitors(order, download, instagram_channel, shown, capsys):
    assert order(download()) == 0
    assert json.loads(capsys.readouterr().out)["done"] == {"new": 3, "changed": 0, "same": 0}
    assert len(shown(instagram_channel)) == 2


def test_it_is_kept_for_the_record(order, download, instagram_channel, shown, stored, capsys):
    assert order(download(), "--record-only") == 0
    assert (shown(instagram_channel), len(stored(instagram_channel))) == ([], 3)


def test_a_refused_download_is_logged_and_ends_with_1(order, instagram_channel, stored, caplog):
    assert order(zipped({"a.jpg": b"x"})) == 1
    assert "no download that we know" in caplog.text
    assert stored(instagram_channel) == {}


def test_a_channel_or_a_file_that_is_not_there_ends_it(order, download, functional_portal):
    with pytest.raises(OperatorError, match="no channel hub/nothing"):
        order(download(), path="hub/nothing")
    options = _parser().parse_args(["import-download", "/no/file", "--channel", "hub/kultur/insta"])
    with pytest.raises(OperatorError, match="cannot be read"):
        commands()["import-download"].run(functional_portal, options, Event())
