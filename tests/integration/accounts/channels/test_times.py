"""Moments where the site is, whatever clock its server keeps."""

from datetime import date

import pytest
from plone import api
from plone.i18n.utility import LanguageBinding

from katrineholm.socialhub.accounts.channels import times

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
    assert times.local_date(second) == day


def test_a_moment_is_written_for_programs_and_for_people(portal):
    assert times.formatted_time(MIDNIGHT + 300)["iso"] == "2026-06-30T22:05:00+00:00"
    assert times.formatted_time(MIDNIGHT + 300)["text"].startswith("1 juli 2026")
    assert times.formatted_time(MIDNIGHT + 300)["text"].endswith("kl. 00.05")
    assert times.iso_time(None) is None


@pytest.mark.parametrize(
    ("page", "language", "text"),
    [
        ("en", "", "1 July 2026 at 00:05"),
        ("en", "sv", "1 juli 2026 kl. 00.05"),
        ("sv", "en", "1 July 2026 at 00:05"),
        # The worker has no page.
        ("", "", "1 juli 2026 kl. 00.05"),
    ],
)
def test_a_date_is_in_the_pages_language_or_in_the_one_that_is_asked_for(
    portal, monkeypatch, page, language, text
):
    bound = LanguageBinding() if page else None
    if bound:
        bound.LANGUAGE = page
    for name, value in (("LANGUAGE", page), ("LANGUAGE_TOOL", bound)):
        monkeypatch.setitem(portal.REQUEST.other, name, value)
    assert times.formatted_time(MIDNIGHT + 300, language)["text"] == text
    assert times.formatted_date("2026-07-01", language) == " ".join(text.split()[:3])


def test_a_day_is_written_in_the_sites_language(portal):
    assert times.formatted_date("2026-07-01") == "1 juli 2026"
    assert times.formatted_date("") == ""


@pytest.mark.parametrize(
    ("now", "lately", "title"),
    [
        (MIDNIGHT + 7200, "I dag 00.05", "I dag"),
        (MIDNIGHT + 86_400, "I går 00.05", "I går"),
        (MIDNIGHT + 2 * 86_400, "1 juli 2026 kl. 00.05", "Onsdag 1 juli"),
        (MIDNIGHT + 365 * 86_400, "1 juli 2026 kl. 00.05", "1 juli 2026"),
        (MIDNIGHT - 1, "1 juli 2026 kl. 00.05", "Onsdag 1 juli"),
    ],
)
def test_what_is_near_is_said_by_its_word(portal, monkeypatch, now, lately, title):
    monkeypatch.setattr(times, "today", lambda: times.local_date(now))
    assert times.recent_time(MIDNIGHT + 300)["text"] == lately
    assert times.day_title(times.local_date(MIDNIGHT)) == title


@pytest.mark.parametrize(("later", "title"), [(0, "I dag"), (2, "Juli 2026")])
def test_a_month_is_a_heading_unless_the_day_is_near(portal, monkeypatch, later, title):
    monkeypatch.setattr(times, "today", lambda: times.local_date(MIDNIGHT + later * 86_400))
    assert times.month_title(times.local_date(MIDNIGHT)) == title


def test_a_clock_is_written_as_the_language_does(portal):
    assert times.time_of_day(times.local_time(MIDNIGHT + 7 * 3600), "sv") == "07.00"
    assert times.time_of_day(times.local_time(MIDNIGHT + 7 * 3600), "en") == "07:00"
