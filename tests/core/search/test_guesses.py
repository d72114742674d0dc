"""What is typed and what is meant, among posts and names as a municipality has them."""

from dataclasses import replace
from pathlib import Path

import pytest

from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.core.search.clauses import search_clauses
from katrineholm.socialhub.core.search.guesses import ENOUGH, best_guess
from katrineholm.socialhub.core.search.names import matching_names, name_index
from katrineholm.socialhub.core.search.text_index import Text, TextQuery

DATA = Path(__file__).parents[2] / "data" / "search"
EVER = (0, 8_000_000_000)
LEAST, FIRST = 112, 3


def rows(name):
    lines = (DATA / f"{name}.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


PAIRS = [tuple(row.split(" = ")) for row in rows("pairs")]
POSTS, NAMES = rows("posts"), [row.split(" | ") for row in rows("names")]


def of_texts(path, texts, group="blog"):
    with text_index.open_index(path, "store") as file:
        with text_index.write_transaction(file):
            made = (Text(text, group, at, None, [], [text]) for at, text in enumerate(texts))
            text_index.put_texts(file, list(made))
        yield file


@pytest.fixture(scope="module")
def posts(tmp_path_factory):
    yield from of_texts(tmp_path_factory.mktemp("posts") / "posts.sqlite3", POSTS)


@pytest.fixture
def few(tmp_path):
    yield from of_texts(tmp_path / "few.sqlite3", ["Ny cykelväg vid Djulö", "Badhuset öppnar"])


def asked(text, **more):
    return TextQuery(search_clauses(text), None, EVER, **more)


def found(file, text, **more):
    query = asked(text, **more)
    guess = best_guess(file, query)
    similar = guess.clauses if guess else ()
    return list(text_index.search_texts(file, replace(query, similar=similar)).names)


def test_what_is_meant_is_among_the_first_three(posts):
    assert len({typed for typed, _meant in PAIRS}) == len(PAIRS) == 120
    index = name_index(NAMES)
    missed = []
    for typed, meant in PAIRS:
        names = [NAMES[number][0] for number in matching_names(index, typed)]
        first = [*names, *found(posts, typed)][:FIRST]
        if not any(meant in each for each in first):
            missed.append((typed, meant, first))
    assert len(PAIRS) - len(missed) >= LEAST, missed


@pytest.mark.parametrize(
    ("typed", "meant"),
    {
        "cykelvag": "cykelväg",
        "cykel vag": "cykelväg",
        "cykelvägg djulo": "cykelväg djulö",
        "badhusset": "badhuset",
        "badhuset": None,
        "badhusets": None,
        "20266": None,
        "xyz": None,
        '"cykel bana"': None,
    }.items(),
)
def test_what_is_meant_is_suggested(few, typed, meant):
    guess = best_guess(few, asked(typed))
    assert (guess and guess.text) == meant


def test_what_is_found_often_is_meant(tmp_path):
    texts = [f"Vag information {number}" for number in range(ENOUGH)]
    for file in of_texts(tmp_path / "many.sqlite3", [*texts, "En väg"]):
        assert best_guess(file, asked("vag")) is None
        assert best_guess(file, asked("vag 7")) is None
        assert best_guess(file, asked("vag en")).text == "väg en"


def test_what_is_written_comes_before_what_is_similar(tmp_path):
    texts = ["En vag gissning", "Ny väg", "Vägen är stängd"]
    for file in of_texts(tmp_path / "both.sqlite3", texts):
        assert found(file, "vag") == [texts[0], texts[2], texts[1]]
        assert found(file, "väg") == [texts[2], texts[1], texts[0]]


def test_words_of_other_groups_and_of_excluded_texts_are_not_suggested(few):
    assert best_guess(few, replace(asked("badhusset"), groups=["film"])) is None
    assert best_guess(few, asked("badhusset", without=["Badhuset öppnar"])) is None
    with text_index.write_transaction(few):
        text_index.delete_texts(few, ["Badhuset öppnar"])
    assert best_guess(few, asked("badhusset")) is None
