"""The command that makes a package."""

from threading import Event

import pytest
from plone import api

from katrineholm.socialhub.console.commands import commands
from katrineholm.socialhub.console.main import _parser


@pytest.mark.parametrize("path", ["hub/kultur/none", "hub", "hub/@@view", ""])
def test_what_is_no_channel_ends_it(order, path, caplog):
    assert order("--channel", path) == (2, None)
    assert f"no channel at {path}" in caplog.text


def test_without_an_organisation_number_it_says_so(order, tmp_path, caplog):
    api.portal.set_registry_record("katrineholm.socialhub.organisation_number", "")
    assert order("--channel", "hub/kultur/bloggen") == (2, None)
    assert "organisation number" in caplog.text
    assert list(tmp_path.glob("*.zip*")) == []


def test_a_period_upside_down_ends_it(hub, functional_portal, caplog):
    days = ["--from", "2026-06-30", "--to", "2026-06-01", "--channel", "hub/kultur/bloggen"]
    options = _parser().parse_args(["pack", *days])
    assert commands()["pack"].run(functional_portal, options, Event()) == 2
    assert "before the first" in caplog.text


def test_a_day_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit):
        _parser().parse_args(["pack", "--channel", "x", "--from", "juni", "--to", "2026-06-01"])
    assert "juni is no day" in capsys.readouterr().err
