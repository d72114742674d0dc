"""The texts that are sealed."""

import json

import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from persistent.mapping import PersistentMapping

from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.entry import CONTENT_FIELDS
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.seal_documents import (
    DERIVED_FIELDS,
    SAID_FIELDS,
    canonical_text,
    content_text,
    content_texts,
    state_text,
)

NEWS = "news"
KEYS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
PLAIN = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
)


@given(PLAIN)
def test_a_sealed_text_is_canonical_json(value):
    assert canonical_text(value).encode() == rfc8785.dumps(value)


def test_tuples_and_stored_mappings_are_lists_and_objects():
    assert canonical_text({"b": (1, "ö"), "a": PersistentMapping(x=None)}) == (
        '{"a":{"x":null},"b":[1,"ö"]}'
    )


def test_a_content_can_be_made_from_an_earlier_version(timeline, entry, at):
    [name] = store_document(timeline, NEWS, [entry("a")], now=at(2)).new
    before = content_text(name, timeline.unmasked(name))
    store_document(timeline, NEWS, [entry("a", title="Changed")], now=at(3))
    stored = timeline.unmasked(name)
    assert content_text(name, version_list(stored)[0]) == before
    assert content_text(name, stored) != before


def test_each_stored_value_of_an_entry_is_sealed_or_follows_from_others(timeline, entry, at):
    [name] = store_document(timeline, NEWS, [entry("a")], now=at(2)).new
    stored = timeline.unmasked(name)
    sealed = json.loads(state_text(timeline.root, stored, content_texts(stored)))
    said = json.loads(content_text(name, stored))
    assert set(said["content"]) == set(SAID_FIELDS) < set(CONTENT_FIELDS)
    rest = {*stored} - {*SAID_FIELDS, *DERIVED_FIELDS, "versions"}
    assert set(sealed["facts"]) == rest
    assert {"sha256", "versions", "mask", "marks"} < set(sealed)
