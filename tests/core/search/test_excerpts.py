import pytest

from katrineholm.socialhub.core.search.clauses import search_clauses
from katrineholm.socialhub.core.search.excerpts import (
    MAX_EXCERPT,
    MAX_SEARCHED,
    excerpt_parts,
    highlighted_parts,
)


def shown(parts):
    """Parts as one text, with brackets around what was found."""
    return "".join(f"[{part.text}]" if part.found else part.text for part in parts)


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Kommunens badhus är öppet", "kommun", "[Kommunens] badhus är öppet"),
        ("Kommunens badhus är öppet", "badhus kommunen", "[Kommunens badhus] är öppet"),
        ("Badhus. Badhus i parken", '"badhus i"', "Badhus. [Badhus i] parken"),
        ("Öppettider och öppna hus", "öpp*", "[Öppettider] och [öppna] hus"),
        ("Köp <b>bad</b> & hus", "bad", "Köp <b>[bad]</b> & hus"),
        ("A\u030angbåt", "ångbåt", "[Ångbåt]"),
        ("Inget här", "badhus", "Inget här"),
        ("", "badhus", ""),
        ("badhus", "", "badhus"),
        ("مرحبا badhus مرحبا", "badhus", "مرحبا [badhus] مرحبا"),
        ("Rad\n\n  två", "två", "Rad [två]"),
    ],
)
def test_what_was_asked_for_is_marked(text, question, expected):
    assert shown(highlighted_parts(text, search_clauses(question))) == expected
    assert shown(excerpt_parts(text, search_clauses(question))) == expected


def test_an_excerpt_stands_around_the_first_find():
    text = "ord " * 200 + "badhus " + "mer " * 200
    found = shown(excerpt_parts(text, search_clauses("badhus")))
    assert found.startswith("… ord ord")
    assert found.endswith("mer …")
    assert "[badhus]" in found
    assert len(found) < MAX_EXCERPT + 10


def test_an_excerpt_without_a_find_is_the_beginning():
    found = shown(excerpt_parts("ord " * 200, search_clauses("badhus")))
    assert found.startswith("ord ord")
    assert found.endswith("ord …")


def test_a_word_longer_than_an_excerpt_is_left_out_or_cut():
    assert (
        shown(excerpt_parts("före " + "å" * 9000 + " efter", search_clauses("före"))) == "[före] …"
    )
    assert (
        len(shown(excerpt_parts("å" * 9000 + " efter", search_clauses("efter"))))
        <= MAX_EXCERPT + 10
    )


def test_no_more_is_looked_through_than_a_page_can_wait_for():
    assert not any(
        part.found
        for part in excerpt_parts("ord " * MAX_SEARCHED + "badhus", search_clauses("badhus"))
    )
