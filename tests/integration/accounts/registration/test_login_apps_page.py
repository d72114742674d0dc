"""The municipality's apps at the services are entered once, and their secrets never shown."""

import re

import pytest
import transaction
from plone import api
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.accounts.channels.hub import APPS
from katrineholm.socialhub.accounts.registration import login_apps
from katrineholm.socialhub.accounts.registration.login_apps import app_of

PAGE = "@@socialhub-apps"
SECRET = "0secret0of0the0app0"
GIVEN = {"do": "enter", "service": "tiktok", "app": "aw7", "passw_secret": SECRET}


@pytest.fixture
def office(person, functional_administration):
    """Of the information office."""
    return person("Information Officer")


def test_an_app_is_entered_once_and_its_secret_never_shown(submit, office, browse, interface):
    before = browse(*office).get(PAGE).text
    assert "plone/@@connected-account/tiktok" in before
    assert "granska kommunens app" in re.sub("&#228;", "ä", before)
    assert submit(office, PAGE, GIVEN).status_code == 302
    transaction.begin()
    app = app_of("tiktok")
    assert (app.id, app.secret) == ("aw7", SECRET)
    stored = IAnnotations(api.portal.get())[APPS]
    assert SECRET not in repr(dict(stored))
    after = browse(*office).get(PAGE).text
    assert "Appen aw7" in after
    assert SECRET not in after
    assert submit(office, PAGE, {"do": "forget", "service": "tiktok"}).status_code == 302
    transaction.begin()
    assert app_of("tiktok") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"service": "mastodon"}, "ingen s&#229;dan tj&#228;nst"),
        ({"service": "myspace"}, "ingen s&#229;dan tj&#228;nst"),
        ({"app": ""}, "m&#229;ste fyllas i"),
        ({"passw_secret": ""}, "m&#229;ste fyllas i"),
        ({"passw_secret": "two words"}, "inga mellanslag"),
        ({"passw_secret": "å" * 9}, "inga mellanslag"),
        ({"passw_secret": "x" * 4001}, "4000"),
        ({"passw_secret": ["a", "b"]}, "text"),
    ],
)
def test_what_is_no_app_is_refused_in_a_sentence(submit, office, interface, change, said):
    page = submit(office, PAGE, GIVEN | change).text
    assert said in page
    assert "two words" not in page
    transaction.begin()
    assert APPS not in IAnnotations(api.portal.get())


def test_nothing_is_kept_without_a_key(submit, office, functional_portal, monkeypatch):
    monkeypatch.setattr(login_apps, "default_vault", lambda: None)
    assert "SOCIALHUB_KEYS" in submit(office, PAGE, GIVEN).text
    transaction.begin()
    assert APPS not in IAnnotations(api.portal.get())


def test_an_app_in_the_environment_is_the_operators(office, browse, desk, functional_portal):
    page = browse(*office).get(PAGE).text
    assert page.count("i serverns milj&#246;, av driften") == 2
    assert 'value="instagram"' not in page
    assert SECRET not in page


def test_an_app_whose_secret_cannot_be_read_is_asked_for_again(
    submit, office, browse, interface, monkeypatch
):
    submit(office, PAGE, GIVEN)
    monkeypatch.setattr(login_apps, "default_vault", lambda: None)
    assert "skriv in den igen" in browse(*office).get(PAGE).text
