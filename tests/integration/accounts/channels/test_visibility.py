"""What everybody sees, whoever asks."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import office_group
from katrineholm.socialhub.accounts.channels.visibility import is_public, visibility_warning

PAGES = ("", "/@@about", "/@@rss", "/@@retrieval-state")
SERVICES = ("", "/@entries", "/@workflow", "/@breadcrumbs")


def test_a_channel_in_public_places_is_public(channel):
    assert is_public(channel)


@pytest.mark.parametrize("place", ["hub", "administration"])
def test_a_channel_is_as_private_as_what_it_lies_in(channel, request, place):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(request.getfixturevalue(place), "retract")
        assert not is_public(channel)


def test_a_draft_is_not_public(make_channel):
    assert not is_public(make_channel("utkast", state="draft"))


def test_what_hides_a_channel_is_told(hub, administration, channel):
    assert visibility_warning(channel) == ""
    with api.env.adopt_user(SITE_OWNER_NAME):
        for place in (hub, administration):
            api.content.transition(place, "retract")
    assert visibility_warning(channel).mapping == {"places": f"{hub.title}, {administration.title}"}


@pytest.fixture
def retracted(functional_portal, make_functional_channel):
    """An official channel in an administration that is hidden."""
    make_functional_channel("bloggen", title="Bloggen")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(functional_portal.hub.kultur, "retract")
    transaction.commit()
    return functional_portal.hub


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_a_channel_that_lies_in_the_hidden_is_shown(retracted, browse, path):
    page = browse().get(f"hub/kultur/bloggen{path}")
    assert "/login" in page.url
    assert "Bloggen" not in page.text


@pytest.mark.parametrize("path", SERVICES)
def test_no_service_tells_of_it(retracted, request_factory, path):
    answer = request_factory().get(f"hub/kultur/bloggen{path}")
    assert answer.status_code == 401
    assert "Bloggen" not in answer.text


def test_no_search_finds_it_but_for_those_who_work_there(retracted, request_factory, person):
    def found(login=None):
        answer = request_factory(basic_auth=login).get("@search?portal_type=Channel")
        return [item["title"] for item in answer.json()["items"]]

    assert found() == []
    assert found(person("Editor", at=retracted)) == ["Bloggen"]
    assert found(person(office_group.ROLE)) == ["Bloggen"]


def test_shown_again_it_is_found_again(retracted, request_factory):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(retracted.kultur, "publish")
    transaction.commit()
    session = request_factory()
    assert session.get("hub/kultur/bloggen").status_code == 200
    assert len(session.get("@search?portal_type=Channel").json()["items"]) == 1


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Reviewer"])
def test_an_administration_is_not_hidden_by_its_own_people(
    functional_administration, request_factory, person, role
):
    session = request_factory(basic_auth=person(role, at=functional_administration))
    assert not session.post("hub/kultur/@workflow/retract").ok
    transaction.begin()
    assert api.content.get_state(functional_administration) == "published"


def test_the_office_hides_an_administration(functional_administration, request_factory, person):
    session = request_factory(basic_auth=person(office_group.ROLE))
    assert session.post("hub/kultur/@workflow/retract").ok
    transaction.begin()
    assert api.content.get_state(functional_administration) == "private"
