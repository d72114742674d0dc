"""A block, the portlet and REST show the same entries in the same order, to whoever asks."""

import re
from functools import cache
from html import unescape

import pytest
import transaction
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.public.blocks.block_types import BLOCK_TYPES

DECISIONS = [{}, {"count": 2}, {"kinds": ["blog"]}, {"layout": "cards", "show_text": True}]
ITEM = re.compile(r'<a class="socialhub-title"[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.S)
LINK = re.compile(r'<a\s[^>]*href="([^"]*)"')


@pytest.fixture
def login(person, filled):
    """A function that gives the name and the password of somebody; nothing for a visitor."""

    @cache
    def login(who):
        if who == "visitor":
            return ()
        return person("Information Officer") if who == "office" else person("Editor", filled.kultur)

    return login


@pytest.fixture
def column(functional_portal, page, browse):
    """A function that gives a portlet of a kind as a page of Classic UI shows it to somebody."""

    def column(kind, decisions, *login):
        manager = getUtility(IPortletManager, name="plone.rightcolumn")
        placed = getMultiAdapter((functional_portal, manager), IPortletAssignmentMapping)
        data = {name: tuple(v) if isinstance(v, list) else v for name, v in decisions.items()}
        placed["tried"] = BLOCK_TYPES[kind].decisions(**data)
        transaction.commit()
        text = browse(*login).get("sida").text
        return re.search(r'<[^>]*class="[^"]*socialhub-portlet.*', text, re.S)[0]

    return column


@pytest.mark.parametrize("who", ["visitor", "editor", "office"])
@pytest.mark.parametrize("decisions", DECISIONS)
@pytest.mark.usefixtures("framed")
def test_entries_are_the_same_in_a_block_a_portlet_and_rest(
    save, column, request_factory, login, decisions, who
):
    save(**{"@type": "socialhubEntries", **decisions})
    session = request_factory(basic_auth=login(who) or None)
    cards = session.get("sida").json()["blocks"]["b"]["shown"]["cards"]
    assert cards
    shown = [(card["title"], card["target"]) for card in cards]
    portlet = column("socialhubEntries", decisions, *login(who))
    found = [(unescape(title).strip(), unescape(url)) for url, title in ITEM.findall(portlet)]
    assert found == shown
    kind, size = "&".join(f"kind={each}" for each in decisions.get("kinds", ())), len(cards)
    listed = session.get(f"hub/@entries?{kind}&b_size={size}").json()["items"]
    assert [each["title"] for each in listed] == [title for title, _url in shown]


@pytest.mark.parametrize("who", ["visitor", "office"])
@pytest.mark.parametrize("kind", ["socialhubChannels", "socialhubFacebook", "socialhubParties"])
@pytest.mark.usefixtures("framed")
def test_links_are_the_same_in_a_block_and_a_portlet(
    save, column, request_factory, login, kind, who
):
    save(**{"@type": kind})
    session = request_factory(basic_auth=login(who) or None)
    shown = session.get("sida").json()["blocks"]["b"]["shown"]
    portlet = column(kind, {}, *login(who))
    links = [unescape(url) for url in LINK.findall(portlet)]
    told = {
        "socialhubChannels": lambda: [each["@id"] for each in shown["items"]],
        "socialhubFacebook": lambda: [each["url"] for each in shown["places"]],
        "socialhubParties": lambda: [
            each["link"]["@id"] for each in shown["parties"] if each["link"]
        ],
    }[kind]()
    wanted = [*told, shown["more"]["@id"]]
    assert links[: len(wanted)] == wanted
    assert shown["more"]["title"] in unescape(portlet)


def test_a_block_is_told_anew_when_something_new_has_come(save, read, filled, keep):
    save(**{"@type": "socialhubEntries", "count": 1})
    before = read()["shown"]["cards"]
    keep(filled.kultur.bloggen, title="Nyast av alla")
    transaction.commit()
    after = read()["shown"]["cards"]
    assert (before[0]["title"], after[0]["title"]) == ("En film", "Nyast av alla")
