"""Blocks in a page: what visitors and editors are sent of them, and what is stored."""

import pytest
import transaction
from helpers.integration.public.blocks import ENTRIES, titles
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.public.blocks.block_types import BLOCK_TYPES
from katrineholm.socialhub.public.listings.portlet import Renderer

ITEMS = {
    "socialhubEntries": ("cards", ["En film", "Sedan", "Först"]),
    "socialhubChannels": ("items", ["Bloggen", "Filmer", "Sidan"]),
    "socialhubFacebook": ("places", ["Sidan"]),
    "socialhubParties": ("parties", ["Partiet"]),
}


@pytest.mark.parametrize("kind", ITEMS)
def test_a_block_without_decisions_shows_what_the_portlet_would(save, read, kind):
    save(**{"@type": kind})
    name, wanted = ITEMS[kind]
    shown = read()["shown"]
    assert [each["title"] for each in shown[name]] == wanted
    assert shown["empty"] == ""
    assert shown["more"]["@id"].startswith(api.portal.get().hub.absolute_url())


@pytest.mark.parametrize("kind", ["", "nonsense", "socialhubentries"])
def test_another_block_is_left_as_it_is(save, kind, page):
    save(**{"@type": kind, "channels": "anything", "shown": "anything"})
    assert page.blocks["b"]["shown"] == "anything"


def test_a_fault_is_told_to_the_editor_and_nothing_to_visitors(save, read, monkeypatch):
    def fail(self):
        raise RuntimeError("boom")

    monkeypatch.setattr(Renderer, "plain", fail)
    problem = save(**{"@type": ENTRIES})["shown"]["problem"]
    assert read()["shown"] is None
    assert problem.startswith("Blocket kan inte visas just nu")


def test_without_a_hub_to_see_there_is_nothing(save, read, filled):
    save(**{"@type": ENTRIES})
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(filled, "retract")
    transaction.commit()
    assert read()["shown"] is None


def test_blocks_within_blocks_and_on_the_front_page_are_shown(page, editor, anybody, portal_block):
    inner = {"@type": ENTRIES, "count": 1}
    body = {
        "blocks": {"g": {"@type": "gridBlock", "blocks": {"i": inner}}},
        "blocks_layout": {"items": ["g"]},
    }
    assert editor.patch("sida", json=body).status_code == 204
    transaction.begin()
    grid = anybody.get("sida").json()["blocks"]["g"]
    assert titles(grid["blocks"]["i"]) == ["En film"]
    assert page.blocks["g"]["blocks"]["i"] == inner
    assert titles(portal_block(inner)) == ["En film"]


def test_the_front_page_that_comes_with_each_page_does_not_work_its_blocks_out(
    save, anybody, portal_block
):
    save(**{"@type": ENTRIES})
    shown = portal_block({"@type": ENTRIES})["shown"]
    answer = anybody.get("sida?expand=navroot").json()
    assert answer["blocks"]["b"]["shown"]["cards"] == shown["cards"]
    front = answer["@components"]["navroot"]["navroot"]
    assert front["blocks"]["b"] == {"@type": ENTRIES}
    assert anybody.get("?expand=navroot").json()["blocks"]["b"]["shown"] == shown


@pytest.fixture
def portal_block(functional_portal, page, anybody):
    """A function that puts a block on the site's front page; the block as a visitor gets it."""

    def portal_block(block):
        fti = api.portal.get_tool("portal_types")["Plone Site"]
        fti.manage_changeProperties(behaviors="\n".join((*fti.behaviors, "volto.blocks")))
        functional_portal.blocks = {"b": block}
        functional_portal.blocks_layout = {"items": ["b"]}
        transaction.commit()
        return anybody.get("").json()["blocks"]["b"]

    return portal_block


def test_a_preview_is_what_the_page_would_send(save, editor, page):
    data = {"@type": ENTRIES, "channels": [{"@id": "/hub/kultur/filmer"}], "layout": "wall"}
    told = editor.post("sida/@socialhub-block", json=data)
    assert told.status_code == 200
    assert told.json()["block"] == save(**data)


@pytest.mark.parametrize("body", [{}, {"@type": "text"}, {"@type": ["socialhubEntries"]}])
def test_a_preview_of_another_block_is_refused(editor, body):
    answer = editor.post("sida/@socialhub-block", json=body)
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")


def test_the_editor_is_told_which_blocks_there_are_and_what_is_decided_of_each(editor):
    told = editor.get("sida/@socialhub-block").json()
    assert {*told} == {*BLOCK_TYPES}
    entries = told[ENTRIES]
    assert entries["title"] == "Flöde från sociala medier"
    assert entries["fields"][:3] == ["header", "hub", "administrations"]
    assert entries["properties"]["count"]["maximum"] == 50
    assert entries["properties"]["layout"]["title"] == "Utformning"
    assert entries["data"] == {
        "header": "Sociala medier",
        "hub": [],
        "administrations": [],
        "topics": [],
        "kinds": [],
        "channels": [],
        "count": 5,
        "layout": "list",
        "show_pictures": True,
        "show_text": False,
        "show_date": True,
        "show_source": True,
        "more": "Mer från sociala medier",
    }
