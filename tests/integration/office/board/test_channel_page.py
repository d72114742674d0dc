"""A channel's page for those who tend it: one next step, and tabs with everything else."""

import re

import pytest
import transaction
from helpers.integration.accounts.lifecycle import COMPLETE
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import STEPS, set_state
from katrineholm.socialhub.accounts.registration.account_logins import Login, note_login
from katrineholm.socialhub.office.board.actions import page_actions
from katrineholm.socialhub.office.board.channel_page import channel_ways

pytestmark = pytest.mark.usefixtures("framed")

CHANNEL = "hub/kultur/bloggen"
TABS = ["Inlägg", "Ansvar", "Konto", "Mer"]
ROLES = ("Reader", "Contributor", "Editor", "Information Officer", "Archivist", "Registrar")
STATES = ("draft", "reported", "official", "paused", "closed")


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel("bloggen", **COMPLETE, profile_url="https://blogg.example.se/")


def tabs(page):
    nav = re.search(r'<nav class="socialhub socialhub-tabs".*?</nav>', page, re.S)
    return re.findall(r'(?:aria-current="(\w+)")?>([^<]+)</a>', nav[0]) if nav else []


def before_entries(page):
    content = page.partition('<article id="content"')[2]
    return content.partition("socialhub-headed")[0]


@pytest.mark.parametrize("state", STATES)
def test_at_most_one_button_is_red_for_every_role(channel, browse, person, state):
    set_state(channel, state)
    transaction.commit()
    found = {
        role: before_entries(browse(*person(role)).get(CHANNEL).text).count("btn-primary")
        for role in ROLES
    }
    assert [role for role in ROLES if found[role] > 1] == []
    assert found["Reader"] == 0


def test_a_visitor_sees_neither_step_nor_tabs(channel, browse):
    page = browse().get(CHANNEL).text
    assert ("socialhub-next" in page, tabs(page)) == (False, [])


@pytest.mark.parametrize(
    ("page", "current"),
    [
        ("", "Inlägg"),
        ("@@duties", "Ansvar"),
        ("@@account", "Konto"),
        ("@@more", "Mer"),
        ("@@kit", "Konto"),
        ("@@filters", "Mer"),
        ("@@hidden-entries", "Inlägg"),
    ],
)
def test_every_page_of_a_channel_marks_its_tab(channel, browse, person, page, current):
    found = tabs(browse(*person("Editor")).get(f"{CHANNEL}/{page}").text)
    assert [title for _mark, title in found] == TABS
    whole = page in ("", "@@duties", "@@account", "@@more")
    marks = {title: mark for mark, title in found if mark}
    assert marks == {current: "page" if whole else "true"}


def test_a_draft_that_lacks_nothing_is_reported_by_one_press(channel, browse, person):
    set_state(channel, "draft")
    transaction.commit()
    editor = browse(*person("Editor"))
    page = editor.get(CHANNEL).text
    form = re.search(r'<form method="post"[^>]*@@lifecycle.*?</form>', page, re.S)[0]
    token = re.search(r'name="_authenticator" value="(\w+)"', form)[1]
    assert re.findall(r'name="do"\s+value="(\w+)"', form) == ["report"]
    editor.post(f"{CHANNEL}/@@lifecycle", data={"do": "report", "_authenticator": token})
    transaction.begin()
    assert api.content.get_state(channel) == "reported"


def test_that_nobody_has_noted_the_log_in_is_told_before_the_report(channel, browse, person):
    set_state(channel, "draft")
    transaction.commit()
    way, editor = "@@account-login", browse(*person("Editor"))
    assert way in before_entries(editor.get(CHANNEL).text)
    with api.env.adopt_user(SITE_OWNER_NAME):
        note_login(channel, Login("function", "Kontoret"))
    transaction.commit()
    assert way not in before_entries(editor.get(CHANNEL).text)


def test_what_a_draft_lacks_stands_in_the_box(channel, browse, person):
    set_state(channel, "draft", substitute=None, purpose=None)
    transaction.commit()
    page = browse(*person("Editor")).get(CHANNEL).text
    problems = page.partition('class="socialhub-problems"')[2].partition("</ul>")[0]
    assert problems.count("<li>") == 2
    assert "@@lifecycle" not in before_entries(page)


def test_no_way_of_the_menu_is_lost_and_each_stands_once(channel):
    request = channel.REQUEST.clone()
    with api.env.adopt_user(SITE_OWNER_NAME):
        listed = [each["@id"] for ways in channel_ways(channel, request).values() for each in ways]
        menu = {each["@id"] for each in page_actions(channel, request)}
    assert len(listed) == len(set(listed))
    assert menu <= set(listed)


def test_whoever_has_nothing_to_do_with_a_channel_does_not_open_the_rest(channel, browse, person):
    answer = browse(*person("Member")).get(f"{CHANNEL}/@@more", allow_redirects=False)
    assert answer.status_code in (302, 401, 403)
    assert browse(*person("Archivist")).get(f"{CHANNEL}/@@more").status_code == 200


@pytest.mark.parametrize("step", ["pause", "close"])
def test_the_office_takes_the_other_steps_from_the_rest(channel, browse, person, step):
    assert step in STEPS
    link = f"@@lifecycle?step={step}"
    assert link in browse(*person("Information Officer")).get(f"{CHANNEL}/@@more").text
    assert link not in browse(*person("Editor")).get(f"{CHANNEL}/@@more").text
