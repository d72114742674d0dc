"""The profile's tokens: harmless whatever they hold, and readable in light and dark."""

import re
from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.site.graphics.contrast_pairs import contrast_faults, contrast_pairs
from katrineholm.socialhub.site.graphics.tokens import (
    COLOURS,
    FONTS,
    MEASURES,
    NAMES,
    PLACEHOLDER,
    Tokens,
    css_properties,
    dark_tokens,
)

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
profiles = st.builds(
    Tokens,
    **dict.fromkeys(COLOURS, colours),
    **{name: st.floats(*bounds) for name, bounds in MEASURES.items()},
    font=st.sampled_from(sorted(FONTS)),
)
WORD = r'("[A-Za-z0-9 ]+"|[A-Za-z0-9-]+)'
VALUE = re.compile(rf"#[0-9a-f]{{6}}|\d(\.\d{{1,3}})?(rem)?|{WORD}(, {WORD})*")


def test_the_placeholder_can_be_read():
    assert contrast_faults(PLACEHOLDER) == []


@given(profiles)
def test_a_profile_that_is_read_in_the_light_is_read_in_the_dark(tokens):
    dark = dark_tokens(tokens)
    hard_to_read = [each for each in contrast_pairs(dark) if not each.is_sufficient]
    in_the_light = [each for each in contrast_pairs(tokens) if not each.is_sufficient]
    if dark == tokens:
        assert hard_to_read == in_the_light
    else:
        assert {str(each.title) for each in hard_to_read} <= {"Text on the brand colour"}
        assert (hard_to_read == []) or hard_to_read[0] in in_the_light


def test_what_is_dark_already_stays_as_it_is():
    night = replace(PLACEHOLDER, **{"surface": "#101010", "quiet": "#202020", "text": "#eeeeee"})
    assert dark_tokens(night) is night


@given(profiles)
def test_a_profile_in_css_holds_nothing_but_values(tokens):
    found = css_properties(tokens)
    assert len(found) == len(NAMES)
    assert all(VALUE.fullmatch(value) for value in found.values())


def test_the_names_of_the_properties_are_those_that_stylesheets_use():
    assert [name.removeprefix("--socialhub-") for name in css_properties(PLACEHOLDER)] == [
        *("brand", "on-brand", "accent", "link", "ink", "muted", "surface", "quiet", "line"),
        *("radius", "font", "text-size", "scale"),
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("brand", "red"),
        ("brand", "#fff"),
        ("brand", "#ffffff;}body{display:none"),
        ("brand", None),
        ("line", "#ffffff\n"),
        ("font", "Comic Sans MS"),
        ("font", ["system"]),
        ("radius", -0.1),
        ("radius", 2.1),
        ("radius", nan),
        ("scale", inf),
        ("scale", "1.2"),
        ("text_size", True),
        ("text_size", 0.8),
    ],
)
def test_no_other_value_becomes_a_token(name, value):
    with pytest.raises(ValueError, match=name):
        replace(PLACEHOLDER, **{name: value})
