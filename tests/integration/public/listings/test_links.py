"""Links to other entries: months, pages and filters."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

TITLES = ["Nyast", "Film", "Bild", "Äldst"]


def cards(text):
    """The titles of a page's cards, in order."""
    found = re.findall(r'class="socialhub-title">\s*<a[^>]*>(.*?)</a>', text, re.S)
    return [unescape(title.strip()) for title in found]


def links(text, pattern):
    return [unescape(url) for url in re.findall(rf'href="([^"]*{pattern}[^"]*)"', text)]


def test_every_month_is_one_link_away(get, place):
    text = get("hub?kind=blog")
    urls = links(text, "month=")
    assert [parse_qs(urlsplit(url).query) for url in urls] == [
        {"kind": ["blog"], "year": ["2026"], "month": [month]} for month in ("5", "1")
    ]
    assert [cards(get(url)) for url in urls] == [["Nyast"], ["Äldst"]]


def test_paging_goes_there_and_back(get):
    first = get("hub?b_size=3&year=2026")
    [older] = links(first, "b_start=3")
    second = get(older)
    newer = re.search(r'rel="prev"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="prev"', second)
    back = get(unescape(newer[1] or newer[2]))
    assert (cards(first), cards(second)) == (TITLES[:3], TITLES[3:])
    assert cards(back) == cards(first)
    assert 'rel="next"' not in second
    assert 'rel="prev"' not in first


def test_a_filter_is_shown_as_chosen_and_kept_in_the_feeds(get, place):
    text = get("hub?kind=video")
    assert re.search(r'<option[^>]*value="video"[^>]*selected|selected[^>]*value="video"', text)
    assert links(text, "@@rss") == [f"{place.hub.absolute_url()}/@@rss?kind=video"] * 2
