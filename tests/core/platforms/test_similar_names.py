"""Names that could be taken for one another."""

import pytest

from katrineholm.socialhub.core.platforms.similar_names import (
    look_alikes,
    name_skeleton,
    names_by_length,
    similar_names,
)

OURS = ["katrineholm", "Bibliotekspodden", "kommun"]
BY_LOOK = {name_skeleton(name): [name] for name in OURS}
WRITTEN = names_by_length(OURS)


@pytest.mark.parametrize(
    "name",
    [
        "katrineh0lm",
        "katrineho1m",
        "katrinehoIm",
        "katrineholrn",
        "k\u0430trineholm",  # a Cyrillic a
        "k\u03b1trineholm",  # a Greek alpha
        "katrine_holm",
        "\uff4batrineholm",  # as wide as a Chinese character
    ],
)
def test_what_looks_like_ours_is_told(name):
    assert look_alikes(name, BY_LOOK) == ["katrineholm"]


@pytest.mark.parametrize("name", ["katrineholm", "KATRINEHOLM", "flen", "", "k"])
def test_our_own_name_and_another_one_are_no_look_alikes(name):
    assert look_alikes(name, BY_LOOK) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("katrinehol", ["katrineholm"]),
        ("katirneholm", ["katrineholm"]),
        ("Katrinholms", ["katrineholm"]),
        ("katrineholm", ["katrineholm"]),
        ("Katrineholms kommun", []),
        ("katrine-holms", ["katrineholm"]),
        ("Biblioteks podden", ["Bibliotekspodden"]),
        ("komun", ["kommun"]),
        ("komnu", []),
        ("biblotekspoden", ["Bibliotekspodden"]),
        ("flen", []),
        ("kom", []),
        ("", []),
    ],
)
def test_a_slip_or_two_are_found(name, found):
    assert similar_names(name, WRITTEN, 5) == found


def test_the_nearest_comes_first_and_no_more_than_asked():
    ours = names_by_length(["skolor", "skolen", "skolan1", "xskolan"])
    assert similar_names("skolan", ours, 2) == ["skolen", "skolan1"]
