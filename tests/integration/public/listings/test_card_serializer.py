"""A card as plain values is the card that the page draws."""

import re
from html import unescape

import pytest
from helpers.integration.public.plain import words

PAGES = ("hub", "hub?kind=video", "hub/kultur", "hub/kultur/bloggen", "hub?year=2026&month=5")
WHO = ("visitor", "editor", "office")


def cards_in(page):
    """(title, address of the entry's page) of each card of a page, in its order."""
    cards = re.findall(r'<article class="socialhub-card.*?</article>', page, re.S)
    return [(words(re.search(r"<h3.*?</h3>", card, re.S)[0]), _links(card)) for card in cards]


def _links(html):
    return {unescape(each) for each in re.findall(r'href="(http[^"]*)"', html)}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("path", PAGES)
def test_entries_order_titles_and_links_are_those_of_the_page(place, browse, ask, login, path, who):
    page, (at, _, query) = browse(*login(who)).get(path).text, path.partition("?")
    days = ask(f"{at}/@stream?{query}", *login(who))["stream"]["days"]
    cards = [card for day in days for card in day["cards"]]
    assert cards
    told = [
        (
            card["title"],
            {card["target"], card["when_link"], (card["edit"] or {}).get("@id")}.union(
                topic["@id"] for topic in card["topics"]
            ).difference({None}),
        )
        for card in cards
    ]
    assert told == [
        (title, {link for link in links if "#" not in link}) for title, links in cards_in(page)
    ]
