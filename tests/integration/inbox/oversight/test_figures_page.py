"""The page of a year's figures."""

import pytest
import transaction
from helpers.integration.inbox.oversight import LAST

from katrineholm.socialhub.inbox.oversight import yearly_figures

PAGE, TABLE, REST = "hub/@@messages-figures", "hub/@@messages-figures-csv", "hub/@messages-figures"
DENIED = {302, 401, 403}


@pytest.mark.usefixtures("framed")
def test_the_page_shows_bars_and_tables_and_says_when_it_was_counted(published, browse):
    text = browse().get(PAGE).text
    assert text.count('<svg class="socialhub-chart"') == text.count("<details>") == 5
    assert ">förtal, personliga angrepp" in text
    assert ">2,0</td>" in text
    assert "21 september 2026" in text
    assert 'name="_authenticator"' not in text
    assert "@@messages-figures" in browse().get("hub").text


def test_before_a_year_is_published_the_hub_leads_nowhere(counted, browse):
    page = browse().get(PAGE)
    assert page.status_code == 200
    assert "Det finns inga siffror att visa än." in page.text
    assert 'id="socialhub-figures' not in page.text  # it is no heading
    assert browse().get(TABLE).status_code == 404
    assert "@@messages-figures" not in browse().get("hub").text


@pytest.mark.parametrize(("name", "may"), [("office", True), ("anna", False)])
def test_the_office_publishes_a_year_and_takes_it_back(counted, submit, login, hub, name, may):
    answer = submit(login(name), "hub/@@publish-figures", {"year": str(LAST)})
    transaction.begin()
    assert bool(yearly_figures.stored_years(hub)[LAST]["published"]) == may
    assert answer.status_code in DENIED
    if may:
        submit(login(name), "hub/@@withdraw-figures", {"year": str(LAST)})
        transaction.begin()
        assert yearly_figures.stored_years(hub)[LAST]["published"] is None


def test_another_sites_form_publishes_nothing(counted, submit, login, hub):
    submit(login("office"), "hub/@@publish-figures", {"year": str(LAST)}, token=False)
    transaction.begin()
    assert yearly_figures.stored_years(hub)[LAST]["published"] is None


STRANGE = ["9999", "99999999", "-1", "0", "tjugo", ""]


@pytest.mark.parametrize("year", STRANGE)
def test_a_strange_year_is_no_fault_of_the_servers(published, browse, submit, login, hub, year):
    for page in (PAGE, TABLE):
        assert browse().get(f"{page}?year={year}").status_code in (200, 404)
    for page in ("publish-figures", "withdraw-figures"):
        answer = submit(login("office"), f"hub/@@{page}", {"year": year})
        assert (answer.status_code, 'role="alert"' in answer.text) == (200, True)
    transaction.begin()
    assert yearly_figures.stored_years(hub)[LAST]["published"]
