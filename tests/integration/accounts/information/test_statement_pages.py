"""The statements as anybody reads them, in Swedish and in English."""

from datetime import date

import pytest
import transaction
from plone import api

PREFIX = "katrineholm.socialhub"


def let_choose_language():
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    transaction.commit()


@pytest.fixture
def settings(functional_administration):
    def settings(**values):
        for name, value in values.items():
            api.portal.set_registry_record(f"{PREFIX}.{name}", value)
        transaction.commit()

    return settings


@pytest.mark.usefixtures("framed")
def test_the_sites_statement_is_ours_and_has_what_the_settings_say(browse, settings):
    settings(
        municipality="Kullersta kommun",
        office_email="info@kullersta.example.se",
        accessibility_assessed=date(2026, 5, 3),
        accessibility_faults=("Kartan går inte att läsa upp.",),
    )
    page = browse().get("accessibility-info")
    assert page.status_code == 200
    for text in (
        "<title>Tillgänglighetsredogörelse — ",
        "Kullersta kommun står bakom",
        "mailto:info@kullersta.example.se",
        "3 maj 2026",
        "Kartan går inte att läsa upp.",
        "delvis förenlig",
    ):
        assert text in page.text
    assert "${" not in page.text


def test_the_hub_tells_of_personal_data(browse, settings):
    settings(keep_messages=400)
    page = browse().get("hub/@@personal-data").text
    assert "minst 400 dagar" in page
    assert "${" not in page


@pytest.mark.parametrize("path", ["accessibility-info", "hub/@@personal-data"])
def test_a_page_has_no_swedish_of_ours_in_english(browse, functional_administration, path):
    let_choose_language()
    session = browse()
    session.get(f"{path}?set_language=en")
    page = session.get(path)
    assert 'lang="en"' in page.text
    assert not {"ä", "ö"} & {*page.text.partition("<h1")[2].partition("</main")[0]} - {"é"}
