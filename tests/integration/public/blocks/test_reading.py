"""What is decided in a block's data is shown, and whatever else stands there breaks nothing."""

import json

import pytest
import transaction

from katrineholm.socialhub.public.blocks.kinds import KINDS

ENTRIES = "socialhubEntries"


def titles(block):
    return [card["title"] for card in block["shown"]["cards"]]


@pytest.mark.parametrize(
    ("decisions", "wanted"),
    [
        ({"count": 1}, ["En film"]),
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


HOSTILE = [
    {"count": 10**9},
    {"count": "5"},
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


@pytest.mark.parametrize("kind", KINDS)
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
