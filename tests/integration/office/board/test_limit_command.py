"""``socialhub limit-site``."""

from threading import Event

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.component.hooks import setSite

from katrineholm.socialhub.accounts.channels import limits
from katrineholm.socialhub.console.main import _parser
from katrineholm.socialhub.office.board import limit_command
from katrineholm.socialhub.setup.new_site import create_site

LIMITS = limits.CHANNELS, limits.STORAGE, limits.REPORTS
NO_REPORTS = "reports: - reports an hour, no limit"


@pytest.fixture
def run(functional_portal, make_functional_channel, capsys):
    """A function that runs the command with these arguments, and returns its lines."""
    make_functional_channel("bloggen")

    def run(*given):
        options = _parser().parse_args(["limit-site", *given])
        assert limit_command.run(functional_portal, options, Event()) == 0
        transaction.begin()
        return capsys.readouterr().out.splitlines()

    return run


def test_limits_are_set_one_by_one_and_taken_away(run, functional_portal):
    nothing = ["channels: 1 channels, no limit", "storage: 0 MB, no limit", NO_REPORTS]
    assert run() == nothing
    assert run("--channels", "40", "--storage", "500") == [
        "channels: 1 of 40 channels",
        "storage: 0 of 500 MB",
        NO_REPORTS,
    ]
    assert run("--reports-per-hour", "200", "--channels", "none") == [
        "channels: 1 channels, no limit",
        "storage: 0 of 500 MB",
        "reports: 0 of 200 reports an hour",
    ]
    assert limits.site_limit(limits.STORAGE) == 500_000_000
    assert run("--storage", "0", "--reports-per-hour", "0") == nothing
    assert limits.storage_size(functional_portal).size > 0


@pytest.mark.parametrize(
    "value",
    ["-1", "1.5", "", "många", "1" * 5000, "٣", "1000000001", "000000000000999999999999"],
)
def test_what_is_no_limit_is_refused(capsys, value):
    with pytest.raises(SystemExit):
        _parser().parse_args(["limit-site", f"--channels={value}"])
    assert "neither a whole number" in capsys.readouterr().err


def test_the_limits_of_one_site_are_no_others(functional_portal, run):
    run("--channels", "1", "--storage", "1", "--reports-per-hour", "1")
    try:
        with api.env.adopt_user(SITE_OWNER_NAME):
            hub = create_site(functional_portal.aq_parent, "flen", "Flen", hub_title="Flöden")
            place = api.content.create(hub, "Administration", "a", title="A")
            for number in range(2):
                url = f"https://nr{number}.example.se/"
                api.content.create(place, "Channel", title=f"Nr {number}", profile_url=url)
        assert limits.channel_count(api.portal.get()) == 2
        assert [limits.site_limit(name) for name in LIMITS] == [0, 0, 0]
        assert [limits.site_limit(name, functional_portal) for name in LIMITS] == [1, 10**6, 1]
    finally:
        setSite(functional_portal)
        transaction.abort()
