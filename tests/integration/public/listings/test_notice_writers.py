"""The office names members who say what is important now."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels import crisis

LATER = f"{datetime.now(ZoneInfo('Europe/Stockholm')) + timedelta(hours=3):%Y-%m-%dT%H:%M}"
WORDS = {"title": "Vattnet är slut", "text": "Hämta vatten vid torget.", "until": LATER}


@pytest.fixture
def press(crisis_place, submit):
    """A function that sends a form of the page."""

    def press(login, **given):
        answer = submit(login, "hub/@@crisis", given)
        transaction.begin()
        return answer

    return press


@pytest.fixture
def colleague(crisis_place):
    """A member without any role here: the name and the password."""
    login = ("vera", "correct-horse-battery")
    api.user.create("vera@example.se", *login, properties={"fullname": "Vera Vakt"})
    transaction.commit()
    return login


def test_whoever_the_office_names_may_write_it_until_that_ends(
    crisis_place, press, browse, office, colleague
):
    def open_page(path="hub/@@crisis"):
        return browse(*colleague).get(path, allow_redirects=False)

    assert press(colleague, do="write", **WORDS).status_code != 200
    assert "@@crisis" not in open_page("@@workplace").text
    assert press(office, do="name", person="Vera Vakt").status_code == 302
    assert "Vera Vakt" in browse(*office).get("hub/@@crisis").text
    assert "@@crisis" in open_page("@@workplace").text
    assert "Vem mer som får skriva" not in open_page().text
    assert press(colleague, do="write", **WORDS).status_code == 302
    assert crisis.current_order(crisis_place.hub, 0).by == "vera"
    for do, given in (("name", {"person": "vera"}), ("dismiss", {"member": "vera"})):
        assert press(colleague, do=do, **given).status_code != 200
    assert open_page("hub/@@board").status_code == 302
    press(office, do="dismiss", member="vera")
    assert open_page().status_code == 302
    assert crisis_place.hub.get_local_roles_for_userid("vera") == ()


@pytest.mark.parametrize("name", ["", "Ingen Alls", "anna@example.se", "<b>"])
def test_only_members_can_be_named(crisis_place, press, office, name):
    before = crisis_place.hub.get_local_roles()
    answer = press(office, do="name", person=name)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert crisis_place.hub.get_local_roles() == before
