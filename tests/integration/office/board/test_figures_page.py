"""The figures for the council, as a page, as files and over REST."""

import csv
import io
from datetime import date

import pytest
import transaction
from helpers.integration.office.figures import gaps, sums, table_rows, workbook
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put

OFFICE = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
PERIOD = "from=2026-03&to=2026-05"


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
def test_the_page_tells_sums_and_what_is_not_known(figures_hub, browse):
    page = browse(*OFFICE).get(f"hub/@@channel-figures?{PERIOD}").text
    assert "Sociala medier i siffror" in page
    assert sums(page) == {
        "Kanaler": "2",
        "Inlägg": "3 uppgift från 1 av 2 kanaler",
        "Meddelanden": "2",
        "Besvarade i tid": "0\u00a0% 0 av 2",
        "Borttagna kommentarer": "0",
        "Följare": "1\u00a0240 uppgift från 1 av 2 kanaler",
        "Nya följare": "uppgift saknas",
    }
    assert "Skrivs in för hand: inget är inskrivet (kanaler: 1)" in gaps(page)
    for name in ("csv", "ods"):
        assert f"@@channel-figures-{name}?from=2026-03&amp;to=2026-05" in page


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


def test_programs_get_the_sums_of_the_period_and_of_each_month(figures_hub, request_factory):
    found = request_factory(basic_auth=OFFICE).get(f"hub/@channel-figures?{PERIOD}").json()
    assert [each["posts"]["number"] for each in found["month_sums"]] == [2, 0, 1]
    assert [each["messages"]["number"] for each in found["month_sums"]] == [None, None, 2]
    assert (found["sums"]["channels"], found["sums"]["messages"]["number"]) == (2, 2)
    assert [each["messages"] for each in found["items"][0]["handled"]] == [0, 0, 2]


def test_the_spreadsheet_has_the_tables_of_the_page(figures_hub, browse):
    answer = browse(*OFFICE).get(f"hub/@@channel-figures-ods?{PERIOD}")
    assert "siffror-2026-03-2026-05.ods" in answer.headers["Content-Disposition"]
    sheets = workbook(answer.content)
    assert list(sheets) == ["Summor", "Månad för månad", "Förvaltning"]
    assert sheets["Summor"][3] == ["Meddelanden", 2]
    assert sheets["Månad för månad"][-1] == ["maj 2026", 1, 2, 0, 0]


NAMES = "@channel-figures", "@@channel-figures", "@@channel-figures-csv", "@@channel-figures-ods"


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_is_told_of_the_own_administration_alone(
    figures_hub, school, request_factory, person, name
):
    editor = request_factory(basic_auth=person("Editor", at=figures_hub.kultur))
    assert editor.get(f"hub/kultur/{name}?{PERIOD}").status_code == 200
    for place in ("hub", "hub/skola"):
        assert editor.get(f"{place}/{name}?{PERIOD}").status_code == 401
    assert request_factory().get(f"hub/kultur/{name}?{PERIOD}").status_code == 401
