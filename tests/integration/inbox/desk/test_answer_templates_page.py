"""The office writes the templates; nobody else does."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels.office_group import OFFICE
from katrineholm.socialhub.inbox.desk.answer_templates import place_templates

PAGE = "@@answer-templates"
KEPT = {"do": "keep", "title": "Tack", "text": "Tack, {name}!"}


@pytest.fixture
def office(people):
    """Cia is of the information office."""
    with api.env.adopt_roles(["Manager"]):
        api.group.add_user(groupname=OFFICE, username="cia")
    transaction.commit()
    return people["cia"]


@pytest.fixture
def titles(hub):
    """A function that gives the titles of a place's templates."""

    def titles(place):
        transaction.begin()
        return [each.title for each in place_templates(hub, api.content.get_uuid(place))]

    return titles


def test_the_office_writes_one_for_the_hub_and_one_for_an_administration(
    office, hub, channel, titles, submit, browse
):
    administration = channel.__parent__
    submit(office, f"hub/{PAGE}", KEPT)
    submit(office, f"hub/{administration.getId()}/{PAGE}", KEPT | {"title": "Badet"})
    assert (titles(hub), titles(administration)) == (["Tack"], ["Badet"])
    page = browse(*office).get(f"hub/{PAGE}").text
    assert ">Tack, {name}!</textarea>" in page
    assert PAGE in browse(*office).get("hub/@@messages").text
    id = place_templates(hub, api.content.get_uuid(hub))[0].id
    submit(office, f"hub/{PAGE}", {"do": "throw-away", "id": id})
    assert titles(hub) == []


@pytest.mark.usefixtures("framed")
def test_what_is_refused_stays_written(office, hub, titles, submit):
    found = submit(office, f"hub/{PAGE}", KEPT | {"text": "Tack, {namn}!"})
    assert "Det finns inget fält {namn}." in found.text
    assert ">Tack, {namn}!</textarea>" in found.text
    assert titles(hub) == []


def test_nobody_else_may(people, hub, titles, submit, browse):
    sent = submit(people["anna"], f"hub/{PAGE}", KEPT)
    assert sent.status_code in (302, 401, 403)
    assert titles(hub) == []
    assert PAGE not in browse(*people["anna"]).get("hub/@@messages").text
    assert browse().get(f"hub/{PAGE}").url.count("login") == 1
