"""Moments where the site is, whatever clock its server keeps."""

from datetime import date

import pytest
from plone import api

from katrineholm.socialhub.accounts.channels import moments

MIDNIGHT = 1_782_856_800  # 1 July 2026, 00:00 in Stockholm


@pytest.mark.parametrize(
    ("zone", "second", "day"),
    [
        ("Europe/Stockholm", MIDNIGHT, date(2026, 7, 1)),
        ("Europe/Stockholm", MIDNIGHT - 1, date(2026, 6, 30)),
        ("UTC", MIDNIGHT, date(2026, 6, 30)),
    ],
)
def test_a_day_begins_where_the_site_is(portal, zone, second, day):
    api.portal.set_registry_record("plone.portal_timezone", zone)
    assert moments.date_of(second) == day


def test_a_moment_is_written_for_programs_and_for_people(portal):

    assert moments.when(MIDNIGHT + 300)["iso"] == "2026-06-30T22:05:00+00:00"
    assert moments.when(MIDNIGHT + 300)["text"].startswith("1 juli 2026")
    assert moments.when(MIDNIGHT + 300)["text"].endswith("00:05")
    assert moments.moment(None) is None


def test_a_day_is_written_in_the_sites_language(portal):
    assert moments.day("2026-07-01") == "1 juli 2026"
    assert moments.day("") == ""
