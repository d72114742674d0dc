"""An account stands on the list once: refused in the form, over REST and when it is reported."""

import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

from katrineholm.socialhub.accounts.judging.duplicates import listed
from katrineholm.socialhub.accounts.lifecycle.demands import demands

ADDRESS = "https://mastodon.se/@katrineholm"
SPELLINGS = (
    ADDRESS,
    "https://www.mastodon.se/@Katrineholm/",
    "http://mastodon.se/users/katrineholm",
    "https://mastodon.se/@katrineholm?utm_source=x",
)


@pytest.fixture
def browser(functional_administration, functional_app):
    browser = Browser(functional_app)
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


def save(browser, url, **values):
    browser.open(url)
    for name, value in values.items():
        browser.getControl(name=f"form.widgets.{name}").value = value
    browser.getControl(name="form.buttons.save").click()


def told(browser):
    """What is said at the public address, as HTML."""
    field = browser.contents.partition('data-fieldname="form.widgets.profile_url"')[2]
    found = re.search(r'<div class="invalid-feedback"[^>]*>(.*?)</div>', field, re.S)
    return found[1] if found else ""


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("state", ["reported", "official", "paused"])
def test_an_account_on_the_list_is_found_in_any_spelling(make_channel, hub, spelling, state):
    channel = make_channel("kanal", state=state, profile_url=ADDRESS)
    found = listed(hub, [spelling])
    assert found.getPath() == "/plone/hub/kultur/kanal"
    assert listed(hub, [spelling], apart_from=channel.UID()) is None


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_what_is_not_on_the_list_stands_in_nobodys_way(make_channel, hub, state):
    make_channel("kanal", state=state, profile_url=ADDRESS)
    assert listed(hub, [ADDRESS]) is None


@pytest.mark.parametrize(
    "addresses",
    [
        [],
        ["https://mastodon.se/"],
        ["https://www.instagram.com/katrineholm"],
        ["@katrineholm"],
        ["not an address"],
        ["https://bsky.app/profile/katrineholm.se", "@katrineholm"],
    ],
)
def test_another_account_by_the_same_name_is_another(make_channel, hub, addresses):
    make_channel("kanal", profile_url=ADDRESS)
    assert listed(hub, addresses) is None


def test_other_addresses_count_on_both_sides(make_channel, hub):
    make_channel("kanal", profile_url=ADDRESS, also_known_as=("https://x.com/katrineholm",))
    assert listed(hub, ["https://twitter.com/Katrineholm"]).getId == "kanal"
    draft = make_channel(
        "annan", state="draft", profile_url="https://a.example.se/", also_known_as=(ADDRESS,)
    )
    unmet = [each.name for each in demands(draft, "report") if not each.is_met]
    assert "account" in unmet


def test_the_add_form_refuses_with_a_link_at_the_field(
    browser, make_functional_channel, functional_administration
):
    kept = make_functional_channel("kanal", title="Den <gamla>", profile_url=ADDRESS)
    url = functional_administration.absolute_url() + "/++add++Channel"
    save(browser, url, **{"IBasic.title": "Ny", "profile_url": SPELLINGS[1]})
    assert f'<a href="{kept.absolute_url()}">Den &lt;gamla&gt;</a>' in told(browser)
    assert functional_administration.objectIds() == ["kanal"]


def test_the_edit_form_refuses_another_channels_account_but_not_its_own(
    browser, make_functional_channel
):
    make_functional_channel("kanal", title="Den gamla", profile_url=ADDRESS)
    other = make_functional_channel("annan", title="Annan")
    save(browser, other.absolute_url() + "/edit", profile_url=SPELLINGS[2])
    assert "Den gamla" in told(browser)
    save(browser, other.absolute_url() + "/edit", **{"IBasic.title": "Ny titel"})
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


def test_what_may_not_be_seen_is_not_named(
    make_functional_channel, functional_portal, person, request_factory
):
    make_functional_channel("hemlig", title="Hemlig", state="reported", profile_url=ADDRESS)
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = api.content.create(functional_portal.hub, "Administration", "skola", title="Skola")
    transaction.commit()
    session = request_factory(basic_auth=person("Contributor", at=school))
    new = {"@type": "Channel", "title": "Ny", "profile_url": ADDRESS}
    answer = session.post("hub/skola", json=new)
    assert answer.status_code == 400
    assert "emlig" not in answer.text


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
