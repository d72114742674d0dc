"""The words of a text, as they are compared."""

import doctest
from concurrent.futures import ThreadPoolExecutor

import pytest

from katrineholm.socialhub.core.search import words as room
from katrineholm.socialhub.core.search.words import MAX_LETTERS, stem, words


def test_the_examples_hold():
    assert doctest.testmod(room) == (0, 3)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("!!! 😀", []),
        ("ÅÄÖ åäö", ["åäö", "åäö"]),
        ("A\u030angstro\u0308m", ["ångström"]),
        ("Café Łódź", ["cafe", "łodz"]),
        ("ﬁnal STRASSE straße", ["final", "strasse", "strasse"]),
        ("2026-K7QX3M", ["2026", "k7qx3m"]),
        ("x" * 100, ["x" * MAX_LETTERS]),
    ],
)
def test_a_text_is_cut_into_words(text, found):
    assert words(text) == found


# The dictionary takes some forms for those of another word: "tänder" is for it of "tända".
FORMS = """
sjö sjön, bok böcker, bok böckerna, vatten vattnet, skola skolan, skola skolorna, klocka klockan,
kommun kommunens, kommun kommunernas, barn barnens, lärare lärarna, elev eleverna, gata gatan,
gata gator, väg vägarna, bro broar, bro bron, bibliotek biblioteket, förskola förskolan, man män,
natt nätter, stad städer, land länder, son söner, dotter döttrar, fot fötter, simhall simhallen,
badhus badhuset, park parkerna, lekplats lekplatsen, lekplats lekplatser, öppettid öppettider,
öppna öppnar, öppna öppnade, stänga stängt, skriva skrev, gå gick, ny nytt, stor större, grön gröna,
röd rött, fest fester, kultur kulturen, museum museet, museum museer, jubileum jubileet,
träd träden, hus husen, nyckel nycklar, cykel cykeln, cykelväg cykelvägen, vinter vintern,
sommar somrar, avgift avgifter, blomma blommorna, öga ögon, öra öron, möte mötet, nämnd nämnden,
beslut besluten, fråga frågan, förening föreningar, idrottsplats idrottsplatsen,
gymnasium gymnasiet, buss bussar, tåg tågen, is isen, katt katten, torg torget,
mus möss, hand händer, tand tänder, cykel cyklar, ansökan ansökningar
"""
OTHERS = """
bok bokslut, skola skolka, kommun kommunist, val valp, bad badge, sol soldat, hus husvagn,
bil bild, mat match, park parkering, fest festival, sjö sjöng, stad stadga, stad stadium, is isär,
tand tandem, bro broms, gata gatukök, val vall, ben benzin, hall hallon, form formel,
kultur kulturell, pol polis, bi bibel, anna annan, barn barnmorska, lärare läroplan, klocka klok,
vatten vattna, råd rådjur, man mani, röd rödlök, buss busig, katt kattfot, torg torka,
grön gröt, natt nattuggla, skola ska, skolan skulle, varor är, varan var
"""


def pairs(table):
    return [tuple(pair.split()) for pair in table.split(",")]


def test_a_words_forms_have_their_stem_in_common():
    assert len(pairs(FORMS)) >= 60
    missed = {pair for pair in pairs(FORMS) if stem(pair[0]) != stem(pair[1])}
    assert missed == set(
        pairs("mus möss, hand händer, tand tänder, cykel cyklar, ansökan ansökningar")
    )


def test_what_is_another_word_has_another_stem():
    assert [pair for pair in pairs(OTHERS) if stem(pair[0]) == stem(pair[1])] == []


@pytest.fixture
def unopened():
    """The dictionary forms are read again, before and after."""
    room._load_dictionary.cache_clear(), stem.cache_clear()
    yield
    room._load_dictionary.cache_clear(), stem.cache_clear()


def test_the_dictionary_forms_are_a_file_that_processes_share(unopened, monkeypatch, tmp_path):
    monkeypatch.setenv("SOCIALHUB_WORDS", str(tmp_path / "words"))
    assert stem("böckerna") == "bok"
    [file] = (tmp_path / "words").iterdir()
    monkeypatch.setattr(room, "_write_in_process", None)  # nobody writes it again
    room._load_dictionary.cache_clear(), stem.cache_clear()
    assert (stem("böckerna"), file.stat().st_size < 10_000_000) == ("bok", True)


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"broken"), None])
def test_where_the_file_is_broken_or_cannot_be_written_words_have_their_stems_all_the_same(
    unopened, monkeypatch, tmp_path, spoil
):
    monkeypatch.setenv("SOCIALHUB_WORDS", str(tmp_path if spoil else "/proc"))
    if spoil:
        spoil(tmp_path / room.dictionary_name())
    assert stem("böckerna") == "bok"


@pytest.mark.parametrize(
    ("environ", "path"),
    [
        ({"SOCIALHUB_WORDS": "/a", "SOCIALHUB_INDEX": "/b", "CLIENT_HOME": "/c"}, "/a"),
        ({"SOCIALHUB_INDEX": "/b", "CLIENT_HOME": "/c"}, "/b"),
        ({"SOCIALHUB_WORDS": "", "CLIENT_HOME": "/c"}, "/c/socialhub-index"),
        ({}, "var/socialhub-index"),
    ],
)
def test_the_operator_says_where_it_lies(environ, path):
    assert str(room.dictionary_folder(environ)) == path


def test_threads_do_not_disturb_each_other():
    found = [f"flickornas{number}kommunens" for number in range(400)] * 3
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(stem, found))
    stem.cache_clear()
    assert told == [stem(each) for each in found]
