"""The page by which a channel is confirmed."""

import pytest
import transaction
from helpers.integration.accounts.duties import press
from helpers.integration.accounts.lifecycle import ANNA, BO, TITLE, TODAY, address, confirmed
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.responsibility import hub_duties
from katrineholm.socialhub.accounts.lifecycle.steps import set_state


@pytest.fixture
def channel(make_functional_channel):
    return make_functional_channel("bloggen", title=TITLE, responsible=ANNA, substitute=BO)


def test_opening_the_link_changes_nothing_and_shows_what_to_confirm(channel, browse):
    answer = browse().get(address(channel))
    assert answer.status_code == 200
    for told in (TITLE, "Anna Berg", "Bo Ek", "kultur@example.se"):
        assert told in answer.text
    for private in ("anna@example.se", "bo@example.se"):
        assert private not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert confirmed(channel) is None


def test_the_button_confirms_without_a_login_and_is_remembered(channel, browse):
    assert press(browse, address(channel)).status_code == 200
    assert confirmed(channel) == TODAY
    assert hub_duties(channel.__parent__.__parent__)[channel.UID()].confirmed == TODAY.isoformat()
    [line] = [line for line in history.channel_lines(channel) if line["step"] == "confirm"]
    assert line["who"] == ""
    assert line["comment"].split(",")[0] in ("Responsible", "Ansvarig")


def test_the_substitute_confirms_as_well(channel, browse):
    assert press(browse, address(channel, BO)).status_code == 200
    assert confirmed(channel) == TODAY


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_channel_that_does_not_speak_is_not_confirmed(channel, browse, state):
    url = address(channel)
    with api.env.adopt_user(SITE_OWNER_NAME):
        set_state(channel, state)
    transaction.commit()
    answer = press(browse, url)
    assert (answer.status_code, TITLE in answer.text) == (410, False)
    assert confirmed(channel) is None


def test_a_link_works_where_the_hub_is_not_public_yet(channel, browse):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(channel.__parent__.__parent__, to_state="private")
    transaction.commit()
    assert browse().get(address(channel)).status_code == 200
    assert browse().get("hub/kultur/bloggen/@@confirm").status_code == 403


@pytest.mark.parametrize(
    ("role", "expected"), [("Editor", TODAY), ("Contributor", None), ("Reader", None)]
)
def test_the_button_on_the_page_is_for_those_who_may_confirm(
    channel, browse, person, submit, role, expected
):
    login, url = person(role, at=channel.__parent__), "hub/kultur/bloggen"
    assert ("@@confirm-now" in browse(*login).get(f"{url}/@@duties").text) == bool(expected)
    submit(login, f"{url}/@@confirm-now", {})
    assert confirmed(channel) == expected
