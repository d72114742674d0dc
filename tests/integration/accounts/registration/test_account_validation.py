"""Another's account is refused in the form and over REST."""

import re

import pytest
import transaction
from filling import Person
from helpers.integration.accounts.registration import ADDRESS, SPELLINGS
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD


@pytest.fixture
def manager(functional_administration, browse):
    return Person(browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD))


def save(manager, url, **values):
    manager.open(url)
    manager.write(**values)
    manager.save()


def told(manager):
    """What is said at the public address, as HTML."""
    field = manager.contents.partition('data-fieldname="form.widgets.profile_url"')[2]
    found = re.search(r'<div class="invalid-feedback"[^>]*>(.*?)</div>', field, re.S)
    return found[1] if found else ""


def test_the_edit_form_refuses_another_channels_account_but_not_its_own(
    manager, make_functional_channel
):
    make_functional_channel("kanal", title="Den gamla", profile_url=ADDRESS)
    other = make_functional_channel("annan", title="Annan")
    save(manager, other.absolute_url() + "/edit", profile_url=SPELLINGS[2])
    assert "Den gamla" in told(manager)
    save(manager, other.absolute_url() + "/edit", **{"IBasic.title": "Ny titel"})
    transaction.begin()
    assert (other.title, other.profile_url) == ("Ny titel", "https://annan.example.se/")


@pytest.mark.parametrize("given", [{"profile_url": SPELLINGS[1]}, {"also_known_as": [ADDRESS]}])
@pytest.mark.parametrize("state", ["official", "draft"])
def test_rest_refuses_in_one_sentence(make_functional_channel, manager_request, given, state):
    make_functional_channel("kanal", title="Den gamla", profile_url=ADDRESS)
    make_functional_channel("annan", state=state)
    new = {"@type": "Channel", "title": "Ny", "profile_url": "https://ny.example.se/"} | given
    answers = [
        manager_request.post("hub/kultur", json=new),
        manager_request.patch("hub/kultur/annan", json={"title": "Ny"} | given),
    ]
    for answer in answers:
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("profile_url: ")
        assert "/hub/kultur/kanal" in answer.json()["message"]
    transaction.begin()
    assert manager_request.get("hub/kultur/annan").json()["title"] == "annan"
    assert manager_request.get("hub/kultur/ny").status_code == 404


def test_a_channel_keeps_its_own_account_over_rest(make_functional_channel, manager_request):
    make_functional_channel("kanal", profile_url=ADDRESS)
    answer = manager_request.patch("hub/kultur/kanal", json={"profile_url": SPELLINGS[0]})
    assert answer.status_code == 204


ACCOUNT = {
    "profile_url": "https://a.example.se/",
    "feed_url": "https://a.example.se/rss",
    "platform": "mastodon",
    "also_known_as": ["https://b.example.se/"],
}


@pytest.mark.parametrize("name", ACCOUNT)
@pytest.mark.parametrize("value", ["other", None])
def test_who_may_not_change_the_account_is_told_so(
    make_functional_channel, person, request_factory, name, value
):
    channel = make_functional_channel("kanal", also_known_as=("https://c.example.se/",))
    session = request_factory(basic_auth=person("Editor", at=channel.__parent__))
    given = {name: ACCOUNT[name] if value else None, "purpose": "Annat"}
    answer = session.patch("hub/kultur/kanal", json=given)
    transaction.begin()
    assert answer.status_code == 403
    assert len(answer.json()["message"]) > 20
    assert (channel.purpose, channel.also_known_as) == (None, ("https://c.example.se/",))


def test_the_same_account_is_no_change(make_functional_channel, person, request_factory):
    channel = make_functional_channel("kanal", also_known_as=("https://c.example.se/",))
    session = request_factory(basic_auth=person("Editor", at=channel.__parent__))
    now = session.get("hub/kultur/kanal").json()
    given = {name: now[name] for name in ACCOUNT} | {"purpose": "Annat"}
    answer = session.patch("hub/kultur/kanal", json=given)
    transaction.begin()
    assert (answer.status_code, channel.purpose) == (204, "Annat")
