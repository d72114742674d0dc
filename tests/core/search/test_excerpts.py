import pytest

from katrineholm.socialhub.core.search.asking import asked
from katrineholm.socialhub.core.search.excerpts import LONGEST, MOST, excerpt, marked


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
    assert shown(marked(text, asked(question))) == expected
    assert shown(excerpt(text, asked(question))) == expected


def test_an_excerpt_stands_around_the_first_find():
    text = "ord " * 200 + "badhus " + "mer " * 200
    found = shown(excerpt(text, asked("badhus")))
    assert found.startswith("… ord ord")
    assert found.endswith("mer …")
    assert "[badhus]" in found
    assert len(found) < MOST + 10


def test_an_excerpt_without_a_find_is_the_beginning():
    found = shown(excerpt("ord " * 200, asked("badhus")))
    assert found.startswith("ord ord")
    assert found.endswith("ord …")


def test_a_word_longer_than_an_excerpt_is_left_out_or_cut():
    assert shown(excerpt("före " + "å" * 9000 + " efter", asked("före"))) == "[före] …"
    assert len(shown(excerpt("å" * 9000 + " efter", asked("efter")))) <= MOST + 10


def test_no_more_is_looked_through_than_a_page_can_wait_for():
    assert not any(part.found for part in excerpt("ord " * LONGEST + "badhus", asked("badhus")))
