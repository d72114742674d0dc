"""The form where a decision not to archive is noted."""

import pytest


@pytest.fixture
def blog(hub):
    return hub.kultur.bloggen


def test_the_form_of_closing_leads_to_the_decision_and_back(hub, blog, browse, submit, person):
    office = person("Information Officer")
    url = "hub/kultur/bloggen"
    assert "@@archive-decision" in browse(*office).get(f"{url}/@@lifecycle?step=close").text
    answer = submit(office, f"{url}/@@archive-decision", {"day": "", "reference": "KS 1"})
    assert "Skriv beslutsdagen, senast i dag." in answer.text
    assert 'value="KS 1"' in answer.text
    data = {"day": "2026-01-02", "reference": "KS 1"}
    answer = submit(office, f"{url}/@@archive-decision", data)
    assert answer.headers["Location"].endswith("/@@lifecycle?step=close")
    noted = browse(*office).get(f"{url}/@@archive-decision").text
    assert "Antecknat: 2 januari 2026, KS 1." in noted
