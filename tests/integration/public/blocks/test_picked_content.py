"""What is picked is stored by UID, and its editor is told where it is gone."""

import json

import pytest
import transaction
from helpers.integration.public.blocks import ENTRIES, titles
from plone import api
from plone.app.testing import SITE_OWNER_NAME


def test_channels_are_picked_in_the_object_browser_and_stored_by_uid(save, read, page, filled):
    films = filled.kultur.filmer
    picked = {"@id": "/hub/kultur/filmer", "title": "Filmer", "UID": films.UID()}
    told = save(**{"@type": ENTRIES, "channels": [picked]})
    assert page.blocks["b"] == {"@type": ENTRIES, "channels": [films.UID()]}
    assert told["channels"] == [
        {
            "@id": films.absolute_url(),
            "UID": films.UID(),
            "title": "Filmer",
            "portal_type": "Channel",
        }
    ]
    assert titles(read()) == ["En film"]
    # What was sent to the editor can be sent back as it is.
    save(**told)
    assert page.blocks["b"] == {"@type": ENTRIES, "channels": [films.UID()]}


@pytest.mark.parametrize("address", ["/hub/kultur/filmer", "hub/kultur/filmer", "{url}"])
def test_an_address_alone_will_do(save, page, filled, address):
    films = filled.kultur.filmer
    save(**{"@type": ENTRIES, "channels": [{"@id": address.format(url=films.absolute_url())}]})
    assert page.blocks["b"]["channels"] == [films.UID()]


def test_administrations_and_the_hub_are_picked_in_the_same_way(save, read, page, filled):
    told = {"hub": [{"@id": "/hub"}], "administrations": [{"@id": "/hub/kultur"}]}
    save(**{"@type": ENTRIES, **told})
    assert page.blocks["b"]["hub"] == [filled.UID()]
    assert page.blocks["b"]["administrations"] == [filled.kultur.UID()]
    assert titles(read()) == ["En film", "Sedan", "Först"]


def test_what_is_private_is_fewer_for_visitors_and_told_to_the_editor(save, read, filled, anybody):
    uids = [filled.kultur.hemlig.UID(), filled.kultur.bloggen.UID()]
    told = save(**{"@type": ENTRIES, "channels": uids})
    [sentence] = told["shown"]["missing"]
    assert sentence.endswith(".")
    block = read()
    assert titles(block) == ["Sedan", "Först"]
    assert [each["title"] for each in block["channels"]] == ["Bloggen"]
    assert "missing" not in block["shown"]
    assert "Hemlig" not in json.dumps(anybody.get("sida").json(), ensure_ascii=False)


def test_what_is_gone_shows_nothing_rather_than_everything(save, read, page, filled):
    save(**{"@type": ENTRIES, "channels": [filled.kultur.filmer.UID()]})
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(filled.kultur.filmer, check_linkintegrity=False)
    transaction.commit()
    assert (titles(read()), read()["channels"]) == ([], [])
    assert read()["shown"]["empty"] == "Här finns inga inlägg än."


def test_the_manager_is_told_by_name_what_visitors_do_not_see(save, request_factory, filled):
    save(**{"@type": ENTRIES, "channels": [filled.kultur.hemlig.UID()]})
    manager = request_factory(role="Manager").get("sida").json()["blocks"]["b"]
    assert manager["shown"]["missing"] == [
        "Besökare ser ingenting av det som är valt för blocket: Hemlig kanal"
    ]


def test_whoever_takes_a_channel_away_is_told_of_the_page(save, page, filled):
    save(**{"@type": ENTRIES, "channels": [filled.kultur.filmer.UID()]})
    linked = api.relation.get(source=page, relationship="isReferencing")
    assert [relation.to_object.getId() for relation in linked] == ["filmer"]
