"""The table for the council, as a page, as CSV and over REST."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put

OFFICE = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
PERIOD = "from=2026-03&to=2026-05"
NOW = int(datetime(2026, 5, 4, 12, tzinfo=UTC).timestamp())


def table(browse, period=PERIOD):
    answer = browse(*OFFICE).get(f"hub/@@channel-figures-csv?{period}")
    assert "no-store" in answer.headers["Cache-Control"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def column(rows, channel, name):
    return [row[name] for row in rows if row["Kanal"] == channel]


def test_each_month_of_each_channel_is_a_row_with_its_gaps(figures_hub, browse):
    rows = table(browse)
    assert column(rows, "Bloggen", "Månad") == ["2026-03", "2026-04", "2026-05"]
    assert column(rows, "Bloggen", "Inlägg") == ["2", "0", "1"]
    assert column(rows, "Bloggen", "Kommentarer") == ["", "", "1"]
    assert column(rows, "Bloggen", "Följare") == ["", "", ""]
    assert column(rows, "Insta", "Inlägg") == ["", "", ""]
    assert set(column(rows, "Insta", "Anmärkning (inlägg)")) == {
        "Skrivs in för hand: inget är inskrivet"
    }
    assert column(rows, "Insta", "Följare") == ["", "1240", ""]
    assert column(rows, "Insta", "Räknat den") == ["", "2026-04-30", ""]


def test_a_closed_account_stays_in_its_time_and_no_longer(figures_hub, browse):
    with api.env.adopt_user(SITE_OWNER_NAME):
        days = {"official_since": date(2026, 1, 10), "closed_on": date(2026, 4, 10)}
        put(figures_hub.kultur.bloggen, "closed", **days)
    transaction.commit()
    rows = table(browse)
    assert column(rows, "Bloggen", "Inlägg") == ["2", "0", ""]
    assert column(rows, "Bloggen", "Anmärkning (inlägg)")[2] == "Inte kommunens kanal då"
    assert column(rows, "Bloggen", "Status")[0] == "Inte längre vår"
    assert column(table(browse, "from=2026-05&to=2026-06"), "Bloggen", "Månad") == []


@pytest.mark.usefixtures("framed")
def test_the_page_shows_a_dash_for_a_gap_and_says_why(figures_hub, browse):
    page = browse(*OFFICE).get(f"hub/@@channel-figures?{PERIOD}").text
    assert "Siffror per kanal" in page
    assert "1\u00a0240" in page
    assert "Skrivs in för hand: inget är inskrivet" in page
    assert page.count("<table") == 3
    assert "@@channel-figures-csv?from=2026-03&amp;to=2026-05" in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("from=2026-05&to=2026-03", "Den första månaden ligger efter den sista."),
        ("from=2020-01&to=2026-03", "Välj högst 36 månader."),
        ("from=maj", "Skriv en månad som år-månad"),
        ("from=2026-13", "Skriv en månad som år-månad"),
        ("to=1200-01", "Skriv en månad som år-månad"),
    ],
)
@pytest.mark.usefixtures("framed")
def test_a_period_that_is_none_is_told_so(figures_hub, browse, request_factory, asked, sentence):
    page = browse(*OFFICE).get(f"hub/@@channel-figures?{asked}")
    assert page.status_code == 200
    assert sentence in page.text
    answer = request_factory(basic_auth=OFFICE).get(f"hub/@channel-figures?{asked}")
    assert answer.status_code == 400
    assert sentence in answer.json()["message"]


def test_the_last_twelve_months_are_shown_where_nothing_is_asked_for(figures_hub, browse):
    months = {row["Månad"] for row in table(browse, "")}
    assert len(months) == 12
    last = today()
    assert max(months) == f"{last:%Y-%m}"
    assert min(months) == f"{last.year - (last.month < 12)}-{last.month % 12 + 1:02}"


def test_programs_get_the_same_with_the_reason(figures_hub, request_factory):
    found = request_factory(basic_auth=OFFICE).get(f"hub/@channel-figures?{PERIOD}").json()
    assert found["months"] == ["2026-03", "2026-04", "2026-05"]
    blog, insta = found["items"]
    assert [each["number"] for each in blog["posts"]] == [2, 0, 1]
    assert insta["posts"][0] == {
        "number": None,
        "reason": "by_hand",
        "remark": "Skrivs in för hand: inget är inskrivet",
        "day": None,
    }
    assert insta["followers"][1] == {
        "number": 1240,
        "reason": None,
        "remark": None,
        "day": "2026-04-30",
    }


def test_nobody_but_the_office_is_told(figures_hub, request_factory, person):
    editor = person("Editor", at=figures_hub.kultur)
    for login in (None, editor):
        answer = request_factory(basic_auth=login).get(f"hub/@channel-figures?{PERIOD}")
        assert answer.status_code == 401
