"""The tables of the figures, and what is not known."""

from datetime import date

import transaction
from helpers.integration.office.figures import gaps, table_rows
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

OFFICE = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
PERIOD = "from=2026-03&to=2026-05"


def test_a_month_before_anything_is_known_is_a_gap_and_before_the_channels_empty(
    figures_hub, browse
):
    page = browse(*OFFICE).get("hub/@@channel-figures?from=2025-12&to=2026-05").text
    rows = table_rows(page, "socialhub-months")
    assert rows["december 2025"] == ["", "", "", ""]
    assert rows["april 2026"] == ["0", *["uppgift saknas"] * 3]
    assert rows["maj 2026"] == ["1", "2", "0\u00a0%", "0"]


def test_a_hub_leads_to_its_administrations_and_these_to_their_channels(figures_hub, browse):
    office = browse(*OFFICE)
    page = office.get(f"hub/@@channel-figures?{PERIOD}").text
    assert table_rows(page, "socialhub-places") == {
        "Kulturförvaltningen": ["3", "2", "0\u00a0%", "0", "1\u00a0240"]
    }
    assert 'hub/kultur/@@channel-figures"' in page
    rows = table_rows(office.get(f"hub/kultur/@@channel-figures?{PERIOD}").text, "socialhub-places")
    assert rows == {
        "Bloggen": ["3", "2", "0\u00a0%", "0", "uppgift saknas"],
        "Insta": ["uppgift saknas", "0", "", "0", "1\u00a0240"],
    }


def test_a_channel_of_which_nothing_is_known_is_named_and_has_no_row(
    figures_hub, make_functional_channel, browse
):
    silent = make_functional_channel("tyst", title="Tyst", feed_url=None, dialogue=False)
    silent.official_since = date(2026, 1, 10)
    silent.reindexObject()
    transaction.commit()
    page = browse(*OFFICE).get(f"hub/kultur/@@channel-figures?{PERIOD}").text
    assert "Uppgift saknas för perioden om: Tyst." in gaps(page)
    assert "Tyst" not in table_rows(page, "socialhub-places")
