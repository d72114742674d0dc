"""How much of the site's limits is used is told before it is too late."""

from html import unescape

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels import limits
from katrineholm.socialhub.office.board import site_limits
from katrineholm.socialhub.office.board.site_limits import limit_warnings

NOW = 1_790_000_000
CHANNELS = "Webbplatsen har {} av de {} kanaler som den får ha."
FULL = "Webbplatsen får ha {1} kanaler, stängda inräknade, och har redan {0}."
STORAGE = "{} av de {} MB som webbplatsen får lagra var använda "
NO_ROOM = "Webbplatsens lagring är full: {} av {} MB."
REPORTS = "Allmänheten har skickat {} anmälningar eller meddelanden under en timme. Från {} av"


@pytest.mark.parametrize(
    ("name", "used", "limit", "text"),
    [
        (limits.CHANNELS, 4, 6, ""),
        (limits.CHANNELS, 4, 5, CHANNELS),
        (limits.CHANNELS, 4, 4, FULL),
        (limits.CHANNELS, 4, 3, FULL),
        (limits.STORAGE, 79, 100, ""),
        (limits.STORAGE, 80, 100, STORAGE),
        (limits.STORAGE, 100, 100, NO_ROOM),
        (limits.REPORTS, 7, 9, ""),
        (limits.REPORTS, 8, 10, REPORTS),
        (limits.REPORTS, 10, 10, REPORTS),
    ],
)
def test_from_four_fifths_on_there_is_a_sentence(portal, monkeypatch, name, used, limit, text):
    monkeypatch.setattr(limits, "channel_count", lambda site: used)
    monkeypatch.setattr(site_limits, "channel_count", lambda site: used)
    monkeypatch.setattr(site_limits, "site_times", lambda kind, now: [now] * used)
    size = limits.MEGABYTE if name == limits.STORAGE else 1
    limits.store_storage_size(portal, limits.StorageSize(used * size, NOW), {})
    limits.set_site_limits(portal, {name: limit * size})
    found = [api.portal.translate(each) for each in limit_warnings()]
    assert len(found) == bool(text)
    assert all(each.startswith(text.format(used, limit)) for each in found)


def test_without_limits_there_is_nothing_to_tell(portal):
    assert limit_warnings() == []


def test_the_office_sees_it_on_the_board_and_nobody_else(office, editor, functional_portal):
    limits.set_site_limits(functional_portal, {limits.CHANNELS: 6})
    transaction.commit()
    told = CHANNELS.format(5, 6)
    assert told in unescape(office.get("hub/@@board").text)
    assert told not in unescape(editor.get("hub/kultur/@@board").text)
    row = office.get("hub/@health", headers={"Accept": "application/json"}).json()["limits"][0]
    assert row == {"name": "channels", "used": 5, "limit": 6, "warning": told}
