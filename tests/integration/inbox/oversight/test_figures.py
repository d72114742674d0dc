"""The years' figures: counted by the worker, published by the office, read by everybody."""

import csv
import io

import pytest
import transaction
from officers import NOW

from katrineholm.socialhub.inbox.oversight import yearly
from katrineholm.socialhub.site.forms.refusals import Refusal

PAGE, TABLE, REST = "hub/@@messages-figures", "hub/@@messages-figures-csv", "hub/@messages-figures"
YEAR = 365 * 24 * 3600
LAST, THIS = 2025, 2026
DENIED = {302, 401, 403}


@pytest.fixture
def counted(worker, receive, removed, take):
    """Seven answered and six taken down of last year, two open of this one; counted."""
    for number in range(7):
        message = receive(f"Fråga {number}", now=NOW - YEAR)
        take("anna", message, "claim", NOW - YEAR + 3600)
        take("anna", message, "answer", NOW - YEAR + 7200, answer="Ja", in_office=True)
    for number in range(6):
        removed(f"Dumma {number}", now=NOW - YEAR)
    receive("Hej", now=NOW)
    receive("Hemligt", now=NOW, is_direct=True)
    yearly.count_all(worker)
    transaction.begin()


@pytest.fixture
def published(counted, hub):
    yearly.publish(hub, LAST, who="office", now=NOW)
    transaction.commit()


def numbers(year, table):
    [found] = [each for each in year["tables"] if each["id"] == table]
    return {row["id"]: row["number"] for row in found["rows"] if row["number"] != 0}


def test_a_year_is_what_came_in_then(counted, rest, hub):
    assert list(yearly.years(hub)) == [THIS, LAST]
    assert yearly.years(hub)[LAST]["numbers"]["outcomes"] == {"answered": 7, "unpublished": 6}
    assert yearly.years(hub)[THIS]["numbers"]["kinds"] == {"public": 1, "direct": 1}


def test_the_public_reads_what_is_published_and_no_more(published, rest, channel):
    [year] = rest().get(REST).json()["items"]
    assert (year["year"], year["total"], year["taken_down"]) == (LAST, 13, 6)
    assert numbers(year, "kinds") == {"public": 13}
    assert numbers(year, "outcomes") == {"answered": 7, "unpublished": 6}
    assert numbers(year, "rules") == {"K1": 6}
    assert numbers(year, "channels") == {channel.UID(): 13}
    answered, removed = year["times"]
    assert (answered["median_hours"], answered["share_in_time"]) == (2.0, 100)
    assert (removed["median_hours"], removed["share_in_time"]) == (0.0, 100)


def test_small_numbers_reach_nobody(published, rest, login, request_factory):
    items = request_factory(basic_auth=login("office")).get(REST).json()["items"]
    [this] = [each for each in items if each["year"] == THIS]
    assert this["total"] is None
    found = {row["number"] for table in this["tables"] for row in table["rows"]}
    assert found == {None}


@pytest.mark.parametrize(
    ("name", "year", "status"),
    [
        ("", LAST, 200),
        ("", THIS, 404),
        ("cia", THIS, 404),
        ("rut", THIS, 404),
        ("office", THIS, 200),
        ("office", 1999, 404),
        ("", 1999, 404),
    ],
)
def test_who_may_read_a_year(published, browse, login, name, year, status):
    for page in (PAGE, TABLE):
        assert browse(*login(name)).get(f"{page}?year={year}").status_code == status


def test_the_page_shows_bars_and_tables_and_says_when_it_was_counted(published, browse):
    text = browse().get(PAGE).text
    assert text.count('<svg class="socialhub-chart"') == text.count("<details>") == 5
    assert ">K1: " in text
    assert ">2,0</td>" in text
    assert "21 september 2026" in text
    assert 'name="_authenticator"' not in text
    assert "@@messages-figures" in browse().get("hub").text


def test_before_a_year_is_published_the_hub_leads_nowhere(counted, browse):
    assert browse().get(PAGE).status_code == 200
    assert browse().get(TABLE).status_code == 404
    assert "@@messages-figures" not in browse().get("hub").text


def test_the_file_says_what_rest_says(published, browse, rest):
    text = browse().get(TABLE).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    [year] = rest().get(REST).json()["items"]
    in_tables = [
        [table["title"], row["title"], str(row["number"])]
        for table in year["tables"]
        for row in table["rows"]
    ]
    assert rows[1 : 1 + len(in_tables)] == in_tables
    assert rows[0][1:] == ["2025", "13"]
    assert [row[2] for row in rows[1 + len(in_tables) :]] == ["2,0", "100", "0,0", "100"]


@pytest.mark.parametrize(("name", "may"), [("office", True), ("anna", False)])
def test_the_office_publishes_a_year_and_takes_it_back(counted, submit, login, hub, name, may):
    answer = submit(login(name), "hub/@@publish-figures", {"year": str(LAST)})
    transaction.begin()
    assert bool(yearly.years(hub)[LAST]["published"]) == may
    assert answer.status_code in DENIED
    if may:
        submit(login(name), "hub/@@withdraw-figures", {"year": str(LAST)})
        transaction.begin()
        assert yearly.years(hub)[LAST]["published"] is None


def test_another_sites_form_publishes_nothing(counted, submit, login, hub):
    submit(login("office"), "hub/@@publish-figures", {"year": str(LAST)}, token=False)
    transaction.begin()
    assert yearly.years(hub)[LAST]["published"] is None


def test_a_year_is_published_once_and_taken_back_once(published, hub):
    before = yearly.years(hub)[LAST]
    with pytest.raises(Refusal):
        yearly.publish(hub, LAST, who="another", now=NOW + 1)
    assert yearly.years(hub)[LAST] == before
    yearly.withdraw(hub, LAST)
    for year in (LAST, THIS, 1999):
        with pytest.raises(Refusal):
            yearly.withdraw(hub, year)


STRANGE = ["9999", "99999999", "-1", "0", "tjugo", ""]


@pytest.mark.parametrize("year", STRANGE)
def test_a_strange_year_is_no_fault_of_the_servers(published, browse, submit, login, hub, year):
    for page in (PAGE, TABLE):
        assert browse().get(f"{page}?year={year}").status_code in (200, 404)
    for page in ("publish-figures", "withdraw-figures"):
        answer = submit(login("office"), f"hub/@@{page}", {"year": year})
        assert (answer.status_code, answer.headers["Location"].endswith("-figures")) == (302, True)
    transaction.begin()
    assert yearly.years(hub)[LAST]["published"]


@pytest.mark.parametrize("year", [THIS, 1999])
def test_a_year_that_is_not_over_or_not_counted_is_not_published(counted, hub, year):
    with pytest.raises(Refusal):
        yearly.publish(hub, year, who="office", now=NOW)


def test_what_is_published_is_not_counted_anew(published, hub, worker, receive):
    before = yearly.years(hub)[LAST]
    worker.clock.now += 24 * 3600
    receive("Till", now=NOW)
    yearly.count_all(worker)
    transaction.begin()
    assert yearly.years(hub)[LAST] == before
    assert yearly.years(hub)[THIS]["numbers"]["kinds"] == {"public": 2, "direct": 1}


def test_a_year_that_is_published_while_it_is_counted_stays_as_it_is(published, hub):
    before = yearly.years(hub)[LAST]
    yearly.keep(hub, LAST, {}, NOW)
    assert yearly.years(hub)[LAST] == before


def test_a_hub_without_messages_is_not_counted(functional_administration, worker):
    yearly.count_all(worker)
    transaction.begin()
    assert yearly.years(functional_administration.__parent__) == {}
