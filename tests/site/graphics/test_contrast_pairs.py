"""Which colours can be read on which."""

from dataclasses import replace

import pytest
from zope.i18n import interpolate

from katrineholm.socialhub.site.graphics.contrast_pairs import PAIRS, contrast_faults
from katrineholm.socialhub.site.graphics.tokens import (
    COLOURS,
    PLACEHOLDER,
)


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
    found = contrast_faults(replace(PLACEHOLDER, **change))
    named = [str(each.mapping["pair"]) for each in found]
    assert named == told or (told is None and len(named) == 4)


def test_the_sentence_names_both_colours_and_never_flatters():
    sentence = contrast_faults(replace(PLACEHOLDER, muted="#777777"))[0]
    assert interpolate(sentence, sentence.mapping) == (
        "Muted text on the surface cannot be read well: #777777 on #ffffff has a contrast of "
        "4.47:1, and at least 4.5:1 is needed."
    )


def test_every_colour_is_judged_but_the_lines_which_only_adorn():
    judged = {name for front, back, _least, _title in PAIRS for name in (front, back)}
    assert judged == {*COLOURS, "tint"} - {"line"}
