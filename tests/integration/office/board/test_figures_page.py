"""The figures for the council, as a page."""

import pytest
from helpers.integration.office.figures import gaps, sums
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

OFFICE = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
PERIOD = "from=2026-03&to=2026-05"


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
