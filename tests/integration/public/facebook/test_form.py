"""The form of a place, as an editor and the office meet it; and the portlet."""

import pytest
import transaction
from plone import api
from plone.testing.zope import Browser

ADDRESS = "https://www.facebook.com/kommunen"


@pytest.fixture
def open_form(functional_administration, functional_app, person):
    """A function that opens the form for a new place: ``open_form("Contributor")``."""

    def open_form(role):
        at = functional_administration if role == "Contributor" else None
        browser = Browser(functional_app)
        browser.addHeader("Authorization", "Basic {}:{}".format(*person(role, at=at)))
        browser.open(f"{functional_administration.absolute_url()}/++add++FacebookPlace")
        return browser

    return open_form


def write(browser, **values):
    for name, value in values.items():
        browser.getControl(name=f"form.widgets.{name}").value = value
    browser.getControl(name="form.buttons.save").click()


HIDDEN = ("feed_url", "platform", "interval", "rhythm", "official_page", "hold", "max_age")


def test_an_editor_registers_an_event(functional_administration, person, browse, submit):
    editor = person("Contributor", at=functional_administration)
    url = "hub/kultur/++add++FacebookPlace"
    page = browse(*editor).get(url).text
    assert [name for name in HIDDEN if f"form.widgets.{name}" in page] == []
    given = {
        "IBasic.title": "Kulturnatten",
        "profile_url": f"{ADDRESS}/",
        "place_type:list": "event",
        "event_starts": "2030-05-04T18:00",
        "event_ends": "2030-05-04T23:00",
    }
    form = {f"form.widgets.{name}": value for name, value in given.items()}
    assert submit(editor, url, form | {"form.buttons.save": "Spara"}).status_code == 302
    transaction.begin()
    place = functional_administration.kulturnatten
    assert (place.profile_url, place.place_type) == (ADDRESS, "event")
    assert place.event_starts.isoformat() == "2030-05-04T18:00:00+02:00"


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00", "1969-12-31T12:00", "3000-01-01T00:00", "1-1-1-1-1-1-1-1-1T1:1"]
)
def test_a_moment_far_away_is_refused_in_the_form(
    functional_administration, person, submit, moment
):
    editor = person("Contributor", at=functional_administration)
    url = "hub/kultur/++add++FacebookPlace"
    given = {
        "IBasic.title": "Kulturnatten",
        "profile_url": ADDRESS,
        "place_type:list": "event",
        "event_starts": moment,
    }
    form = {f"form.widgets.{name}": value for name, value in given.items()}
    answer = submit(editor, url, form | {"form.buttons.save": "Spara"})
    assert (answer.status_code, "1970" in answer.text) == (200, True)
    transaction.begin()
    assert len(api.content.find(portal_type="FacebookPlace", unrestricted=True)) == 0


def test_the_form_leads_to_the_place_that_has_the_address(open_form, make_functional_place):
    place = make_functional_place("kommunen", title="Kommunen")
    browser = open_form("Information Officer")
    write(
        browser,
        **{"IBasic.title": "Ny", "profile_url": "http://m.facebook.com/Kommunen?ref=1"},
    )
    assert f'href="{place.absolute_url()}"' in browser.contents
    transaction.begin()
    assert len(api.content.find(portal_type="FacebookPlace", unrestricted=True)) == 1


def test_the_office_is_told_which_page_is_the_official_one(open_form, make_functional_place):
    make_functional_place("forst", title="Den första", official_page=True)
    browser = open_form("Information Officer")
    browser.getControl(name="form.widgets.official_page:list").value = ["selected"]
    write(browser, **{"IBasic.title": "Ny", "profile_url": ADDRESS})
    assert "Den första" in browser.contents
    transaction.begin()
    assert len(api.content.find(portal_type="FacebookPlace", unrestricted=True)) == 1
