"""What is decided in a block's data is shown, and whatever else stands there breaks nothing."""

import json

import pytest
import transaction
from helpers.integration.public.blocks import ENTRIES, titles

from katrineholm.socialhub.public.blocks.block_types import BLOCK_TYPES


@pytest.mark.parametrize(
    ("decisions", "wanted"),
    [
        ({"count": 1}, ["En film"]),
        ({"count": "1"}, ["En film"]),  # as Volto's number widget sends it
        ({"kinds": ["blog"]}, ["Sedan", "Först"]),
        ({"kinds": [{"token": "blog", "title": "Blogg"}]}, ["Sedan", "Först"]),
    ],
)
def test_an_editor_decides_what_is_shown(save, read, decisions, wanted):
    save(**{"@type": ENTRIES, **decisions})
    assert titles(read()) == wanted


def test_a_heading_that_nobody_has_written_is_in_the_sites_language(save, read):
    save(**{"@type": ENTRIES})
    assert read()["shown"]["header"] == "Sociala medier"
    save(**{"@type": ENTRIES, "header": "Nytt", "more": ""})
    assert (read()["shown"]["header"], read()["shown"]["more"]) == ("Nytt", None)


@pytest.mark.parametrize("count", ["5.0", "05x", "-1", "9999", "٥", "", 0, 51, 1.0, True])
def test_what_is_no_number_of_entries_is_left_and_the_editor_reads_why(save, read, count):
    told = save(**{"@type": ENTRIES, "count": count})["shown"]["missing"]
    assert told == ["Antal inlägg: skriv ett heltal från 1 till 50."]
    assert titles(read()) == ["En film", "Sedan", "Först"]


def test_what_other_add_ons_keep_in_a_block_stays(save, page):
    theirs = {
        "variation": "theirs",
        "styles": {"align": "wide", "inner": {"colour": "red"}, "--ratio": 2},
        "their_field": ["a", {"b": None}],
    }
    block = {"@type": ENTRIES, "count": "1", **theirs}
    sent = save(**block)
    assert {name: sent[name] for name in block} == block == page.blocks["b"]


HOSTILE = [
    {"count": 10**9},
    {"count": "5.0"},
    {"count": "9" * 10_000},
    {"count": True},
    {"count": None},
    {"kinds": "blog"},
    {"kinds": [["blog"], {"a": 1}, None, 7, "nonsense"]},
    {"channels": "nonsense"},
    {"channels": {"@id": ["/hub"]}},
    {"channels": [{"UID": 1}, {"@id": "https://elsewhere.example/x"}, {"@id": "/../../x\x00"}]},
    {"channels": ["x" * 10_000] * 90},  # as much as is read
    {"hub": [{"UID": "0" * 32}]},
    {"hub": 7},
    {"layout": "<script>"},
    {"layout": ["list"]},
    {"header": {"a": 1}},
    {"header": "x\u202e\x00" * 1000},
    {"more": ["x"]},
    {"show_text": "yes"},
    {"shown": {"cards": [{"html": "<script>"}]}},
    {"administrations": [None, [], {}]},
]


@pytest.mark.parametrize("kind", BLOCK_TYPES)
def test_hostile_data_never_breaks_a_page(editor, anybody, page, kind):
    page.blocks = {str(n): {"@type": kind, **data} for n, data in enumerate(HOSTILE)}
    transaction.commit()
    read = anybody.get("sida").json()["blocks"]
    assert len(read) == len(HOSTILE)
    for block in read.values():
        assert "<script>" not in json.dumps(block.get("shown"))
        assert len((block["shown"] or {}).get("cards", ())) <= 50
    for data in HOSTILE:
        preview = editor.post("sida/@socialhub-block", json={"@type": kind, **data})
        assert preview.status_code == 200, preview.text
