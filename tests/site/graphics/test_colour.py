"""Colours, their contrast, and what is made of them for dark screens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.site.graphics.colour import (
    contrast,
    lightened_colour,
    luminance,
    mixed_colour,
    normalized_colour,
    rgb,
)

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
DARK = "#181716"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#333333", "#ffffff", 12.63),
        ("#0a0a0a", "#000000", 1.06),
        ("#0000ff", "#000000", 2.44),
        ("#123456", "#123456", 1.0),
    ],
)
def test_the_contrast_is_that_of_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_within_its_bounds(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(colours, colours, st.floats(0, 1))
def test_a_mix_lies_between_its_parts(one, other, share):
    for mixed, *parts in zip(*map(rgb, (mixed_colour(one, other, share), one, other)), strict=True):
        assert min(parts) <= mixed <= max(parts)


@given(colours, colours)
def test_all_or_nothing_of_a_mix_is_one_of_its_parts(one, other):
    assert (mixed_colour(one, other, 1), mixed_colour(one, other, 0)) == (one, other)


@given(colours, st.sampled_from([3.0, 4.5, 7.0]))
def test_a_colour_for_a_dark_surface_is_read_there_and_no_darker_than_before(colour, least):
    found = lightened_colour(colour, DARK, least)
    assert contrast(found, DARK) >= least
    assert luminance(found) >= luminance(colour)


@given(colours)
def test_a_colour_that_is_read_on_a_dark_surface_already_is_left_alone(colour):
    if contrast(colour, DARK) >= 4.5:
        assert lightened_colour(colour, DARK) == colour


@pytest.mark.parametrize("text", ["#ABC", "abc", "#aabbcc", " AABBCC "])
def test_a_colour_may_be_written_in_several_ways(text):
    assert normalized_colour(text) == "#aabbcc"


@pytest.mark.parametrize(
    "text", ["", "#", "red", "#ab", "#abcd", "#aabbccdd", "#aabbcg", "##abc", "#abc;}", "#٣٣٣٣٣٣"]
)
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError, match="colour"):
        normalized_colour(text)


@pytest.mark.parametrize("text", ["#ABCDEF", "#aabbcc\n", "aabbcc", "#abc"])
def test_a_kept_colour_has_one_spelling(text):
    with pytest.raises(ValueError, match="colour"):
        rgb(text)
