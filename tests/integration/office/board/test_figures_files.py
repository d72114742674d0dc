"""The figures as files: every cell as CSV, the page's tables as a spreadsheet."""

import csv
import io

from helpers.integration.office.figures import workbook
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels.times import today

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


def test_the_last_twelve_months_are_shown_where_nothing_is_asked_for(figures_hub, browse):
    months = {row["Månad"] for row in table(browse, "")}
    assert len(months) == 12
    last = today()
    assert max(months) == f"{last:%Y-%m}"
    assert min(months) == f"{last.year - (last.month < 12)}-{last.month % 12 + 1:02}"


def test_the_spreadsheet_has_the_tables_of_the_page(figures_hub, browse):
    answer = browse(*OFFICE).get(f"hub/@@channel-figures-ods?{PERIOD}")
    assert "siffror-2026-03-2026-05.ods" in answer.headers["Content-Disposition"]
    sheets = workbook(answer.content)
    assert list(sheets) == ["Summor", "Månad för månad", "Förvaltning", "Mest lästa"]
    assert sheets["Summor"][3] == ["Meddelanden", 2]
    assert sheets["Månad för månad"][-1] == ["maj 2026", 1, 2, 0, 0]
