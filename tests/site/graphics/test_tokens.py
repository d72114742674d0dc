"""The profile's tokens: harmless whatever they hold, and readable in light and dark."""

import re
from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zope.i18n import interpolate

from katrineholm.socialhub.site.graphics.pairs import PAIRS, faults, pairs
from katrineholm.socialhub.site.graphics.tokens import (
    COLOURS,
    FONTS,
    MEASURES,
    NAMES,
    PLACEHOLDER,
    Tokens,
    for_the_dark,
    properties,
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
    assert faults(PLACEHOLDER) == []


@given(profiles)
def test_a_profile_that_is_read_in_the_light_is_read_in_the_dark(tokens):
    dark = for_the_dark(tokens)
    hard_to_read = [each for each in pairs(dark) if not each.holds]
    in_the_light = [each for each in pairs(tokens) if not each.holds]
    if dark == tokens:
        assert hard_to_read == in_the_light
    else:
        assert {str(each.title) for each in hard_to_read} <= {"Text on the brand colour"}
        assert (hard_to_read == []) or hard_to_read[0] in in_the_light


def test_what_is_dark_already_stays_as_it_is():
    night = replace(PLACEHOLDER, **{"surface": "#101010", "quiet": "#202020", "text": "#eeeeee"})
    assert for_the_dark(night) is night


@given(profiles)
def test_a_profile_in_css_holds_nothing_but_values(tokens):
    found = properties(tokens)
    assert len(found) == len(NAMES)
    assert all(VALUE.fullmatch(value) for value in found.values())


def test_the_names_of_the_properties_are_those_that_stylesheets_use():
    assert [name.removeprefix("--socialhub-") for name in properties(PLACEHOLDER)] == [
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


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"on_brand": "#98222b"}, ["Text on the brand colour"]),
        ({"brand": "#ffcc00"}, ["Text on the brand colour"]),
        ({"link": "#888888"}, ["Links on the surface", "Links on the quiet surface"]),
        ({"accent": "#dddddd"}, ["The accent on the surface", "The accent on the quiet surface"]),
        (
            {"muted": "#777777"},
            [
                "Muted text on the surface",
                "Muted text on the quiet surface",
                "Muted text on the tint of the accent",
            ],
        ),
        ({"quiet": "#333333"}, None),
    ],
)
def test_each_pair_that_cannot_be_read_is_told(change, told):
    found = faults(replace(PLACEHOLDER, **change))
    named = [str(each.mapping["pair"]) for each in found]
    assert named == told or (told is None and len(named) == 4)


def test_the_sentence_names_both_colours_and_never_flatters():
    sentence = faults(replace(PLACEHOLDER, muted="#777777"))[0]
    assert interpolate(sentence, sentence.mapping) == (
        "Muted text on the surface cannot be read well: #777777 on #ffffff has a contrast of "
        "4.47:1, and at least 4.5:1 is needed."
    )


def test_every_colour_is_judged_but_the_lines_which_only_adorn():
    judged = {name for front, back, _least, _title in PAIRS for name in (front, back)}
    assert judged == {*COLOURS, "tint"} - {"line"}
