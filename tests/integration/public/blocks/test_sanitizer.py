"""Whatever JSON stands in a block of ours: no page breaks by it, when it is saved or read."""

import json

import pytest
import transaction

from katrineholm.socialhub.public.blocks.block_types import BLOCK_TYPES

JSON = {"Content-Type": "application/json"}
# What Plone looks at in a block, whatever its type.
PLONES = ("@id", "url", "href", "preview_image", "value", "text", "data", "blocks", "shown")
ODD = [None, True, -1, 10**30, "", "\0", "\ud800", "http://[", "../resolveuid/0", [], {}, [[[]]]]
SHAPES = [
    *ODD,
    ODD,
    {"": {"": {}}},
    *[{"@id": each, "UID": each} for each in [*ODD, ["/hub"], {"@id": "/hub"}]],
    *[{"@type": "URL", "value": each} for each in (1, ["x"], {"x": 1}, "http://[")],
    {"@type": ["URL"]},
    {"@type": {}, "blocks": 1},
    {"token": [], "title": {}},
    {"blocks": [1]},
    {"blocks": {"x": None}},
    {"blocks": {"x": {"@type": "slate", "value": {"children": 1}}}},
    {"image_scales": 1},
]


def misshapen(kind, shape):
    """A block, each part of which has that shape; beside it and within a list and a thing."""
    names = (*BLOCK_TYPES[kind].schema.names(all=True), *PLONES)
    for sent in (shape, [shape, shape], {"inner": shape}):
        yield {"@type": kind, **dict.fromkeys(names, sent)}


@pytest.fixture
def store(page):
    """A function that puts blocks into the page as no form of ours does."""

    def store(blocks):
        transaction.begin()
        page.blocks, page.blocks_layout = blocks, {"items": [*blocks]}
        transaction.commit()

    return store


@pytest.mark.parametrize("kind", BLOCK_TYPES)
def test_any_shape_is_taken_and_the_page_can_be_read(page, editor, anybody, store, kind):
    sent = [block for shape in SHAPES for block in misshapen(kind, shape)]
    blocks = {f"b{at}": block for at, block in enumerate(sent)}
    body = {"blocks": blocks, "blocks_layout": {"items": [*blocks]}}
    saved = editor.patch("sida", data=json.dumps(body), headers=JSON)
    assert saved.status_code == 204, saved.text
    assert anybody.get("sida").status_code == 200
    store(blocks)
    for reader in (editor, anybody):
        answer = reader.get("sida")
        assert answer.status_code == 200, answer.text
        assert [each["@type"] for each in answer.json()["blocks"].values()] == [kind] * len(sent)


@pytest.mark.parametrize("kind", BLOCK_TYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_any_shape_can_be_looked_at_beforehand(page, editor, kind, shape):
    block = next(misshapen(kind, shape))
    answer = editor.post("sida/@socialhub-block", data=json.dumps(block), headers=JSON)
    assert answer.status_code == 200, answer.text
    assert answer.json()["block"]["@type"] == kind


def test_what_can_be_read_is_kept_within_other_blocks_too(page, editor):
    ours = {
        "@type": "socialhubEntries",
        "header": "Nytt",
        "count": 3,
        "styles": {"theme:noprefix": {"--space": "1rem"}},
        "url": 7,
        "blocks": 7,
    }
    grid = {"@type": "gridBlock", "blocks": {"i": ours}, "blocks_layout": {"items": ["i"]}}
    body = {"blocks": {"g": grid}, "blocks_layout": {"items": ["g"]}}
    assert editor.patch("sida", json=body).status_code == 204
    transaction.begin()
    kept = {name: each for name, each in ours.items() if name not in ("url", "blocks")}
    assert page.blocks["g"]["blocks"] == {"i": kept}
