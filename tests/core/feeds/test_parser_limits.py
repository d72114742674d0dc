"""No document costs more than its size."""

from itertools import pairwise
from time import process_time

import pytest
from helpers.core.feeds import NOW, URL, load, rss

from katrineholm.socialhub.core.feeds.identity import id_key
from katrineholm.socialhub.core.feeds.reader import parse_feed


def test_deleted_entries_are_told_by_the_key_of_their_id():
    assert load("atom.xml").deleted == (id_key("tag:bibliotek.example,2025:3"),)


SIZE = 200_000
TRAPS = {
    "author": "<author>" + "a" * SIZE + "</author>",
    "names": f"<author xmlns='http://www.w3.org/2005/Atom'><name>{'a' * SIZE}</name></author>",
    "categories": "".join(f"<category>{n}</category>" for n in range(SIZE // 24)),
    "namespaces": "".join(f"<a{n}:x xmlns:a{n}='u{n}'/>" for n in range(SIZE // 24)),
    "bases": "<b xml:base='a/'>" * (SIZE // 20) + "</b>" * (SIZE // 20),
    "comments": "<description>" + "&lt;!--" * (SIZE // 7) + "</description>",
    "open comments": "<!--" * (SIZE // 4),
    "open tags": "<description>" + "<a b='" * (SIZE // 6),
    "stray ends": "</category></media:thumbnail></source></title>" * (SIZE // 46),
    "odd references": "<title>" + "&#xD800;&#99999999999;&x;" * (SIZE // 30),
    "tables": "<description>" + "&lt;table>&lt;a>" * (SIZE // 16) + "</description>",
    "laughs": "&a;",
}


@pytest.mark.parametrize("name", TRAPS)
def test_no_trap_costs_more_than_its_size(name):
    laughs = "".join(f'<!ENTITY {a} "{f"&{b};" * 10}">' for a, b in pairwise("abcdefghi"))
    body = (
        f'<!DOCTYPE rss [{laughs}<!ENTITY i "ha">]><rss version="2.0"><channel>'
        f"<item><title>x</title>{TRAPS[name]}</item></channel></rss>"
    )
    start = process_time()
    feed = parse_feed(body.encode(), "", URL, NOW)
    assert len(feed.entries) == 1
    assert process_time() - start < 2


def test_a_long_blank_prolog_costs_no_more_than_its_size():
    start = process_time()
    parse_feed(b"<!-- x -->" + b"\n" * SIZE + b"<rss version='2.0'><channel/></rss>")
    assert process_time() - start < 2


@pytest.mark.parametrize(
    ("written", "read"),
    [("\x93Hej\x94 \x96 d\xe5", "“Hej” – då"), ("\u2013 \x80", "– €"), ("Hej", "Hej")],
)
def test_controls_are_read_as_the_letters_of_windows_1252(written, read):
    item = f"<item><title>{written}</title><description>{written}</description></item>"
    [entry] = rss(item).entries
    assert (entry.title, entry.summary) == (read, read)
