"""The profile's stylesheet: what is chosen and what must come along, and nothing else."""

import re
from dataclasses import replace

import pytest

from katrineholm.socialhub.site.graphics.stylesheet import (
    PARTS,
    THEME,
    dependent_tokens,
    profile_css,
)
from katrineholm.socialhub.site.graphics.tokens import DARK, NAMES, PLACEHOLDER, css_properties

ALL = frozenset(NAMES)


def rules(text):
    """{selector: {property: value}} of the rules outside and inside the dark."""
    found = re.findall(r"(?:^|\{)([^{}\n]+)\{([^{}]*)\}", text, re.MULTILINE)
    return [(where, dict(each.split(":", 1) for each in what.split(";"))) for where, what in found]


def test_nothing_chosen_is_no_stylesheet():
    assert profile_css(PLACEHOLDER, frozenset()) == ""


def test_under_the_theme_every_token_stands_at_the_root_by_day_and_in_the_dark():
    (where, day), (same, night), *_others = rules(profile_css(PLACEHOLDER, ALL))
    assert where == same == f"{THEME},{THEME} .socialhub"
    assert day == css_properties(PLACEHOLDER)
    assert night["--socialhub-surface"] == DARK["surface"]
    assert night["--socialhub-brand"] == day["--socialhub-brand"]
    assert "@media screen and (prefers-color-scheme:dark){:root" in profile_css(PLACEHOLDER, ALL)


def test_on_another_theme_a_colour_holds_for_the_add_on_s_parts_alone():
    text = profile_css(replace(PLACEHOLDER, link="#123456"), frozenset({"link"}))
    where, found = rules(text)[2]
    assert where == PARTS
    assert found == {
        "--socialhub-link": "#123456",
        "--bs-link-color": "#123456",
        "--bs-link-hover-color": "#123456",
        "--bs-link-color-rgb": "18,52,86",
        "--bs-link-hover-color-rgb": "18,52,86",
    }
    assert all(".socialhub" in where or where == f"{THEME},{THEME}" for where, _ in rules(text))


@pytest.mark.parametrize(
    ("chosen", "along"),
    [
        ({"link"}, set()),
        ({"radius", "font"}, set()),
        ({"brand"}, {"on_brand"}),
        ({"surface"}, {"accent", "link", "text", "muted", "quiet", "line"}),
        ({"quiet"}, {"accent", "link", "text", "muted", "surface", "line"}),
    ],
)
def test_a_ground_never_comes_without_what_is_read_on_it(chosen, along):
    assert dependent_tokens(chosen) == chosen | along


def test_a_stylesheet_has_what_comes_along():
    assert "--socialhub-ink" in profile_css(PLACEHOLDER, frozenset({"surface"}))


def test_a_stylesheet_is_small():
    assert len(profile_css(PLACEHOLDER, ALL)) < 4096
