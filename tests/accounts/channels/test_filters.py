from types import SimpleNamespace

import pytest

from katrineholm.socialhub.accounts.channels.filters import FILTER_FIELDS, entry_filter

EMPTY = dict.fromkeys(FILTER_FIELDS, ()) | {"exclude_reposts": False}
ENTRY = {
    "title": "Badet öppnar",
    "summary": "Kom och bada i Sandbäcken.",
    "categories": ["Fritid", "bad"],
    "link": "https://www.katrineholm.se/nyheter/bad?utm_source=x",
    "author": "Anna Ek",
}


def is_shown(entry=None, platform="website", account="katrineholm.se", **rules):
    facts = SimpleNamespace(**EMPTY | rules, platform=platform, account=account)
    return entry_filter(facts)(ENTRY | (entry or {}))


def test_without_rules_everything_is_shown():
    assert is_shown()


@pytest.mark.parametrize(
    ("kind", "fits"),
    [
        ("words", "sandbäcken"),
        ("patterns", r"\böppn\w+"),
        ("patterns", r"^fritid$|bad$"),
        ("links", "katrineholm.se"),
        ("links", "www.katrineholm.se/nyheter"),
        ("links", "https://katrineholm.se/nyheter/bad"),
        ("authors", "anna ek"),
        ("tags", "#Bad"),
        ("tags", "fritid"),
    ],
)
def test_what_fits_is_shown_or_left_out(kind, fits):
    assert is_shown(**{f"include_{kind}": (fits,)})
    assert not is_shown(**{f"exclude_{kind}": (fits,)})
    assert is_shown(**{f"include_{kind}": ("zzz.example", fits)})


@pytest.mark.parametrize(
    ("kind", "other"),
    [
        ("words", "simhall"),
        ("patterns", r"\bbade\b"),
        ("links", "holm.se"),
        ("links", "katrineholm.se/arkiv"),
        ("authors", "Anna"),
        ("tags", "ba"),
    ],
)
def test_what_does_not_fit_is_left_out_only_where_something_is_wished_for(kind, other):
    assert not is_shown(**{f"include_{kind}": (other,)})
    assert is_shown(**{f"exclude_{kind}": (other,)})


def test_every_kind_of_rule_has_to_let_an_entry_through():
    assert not is_shown(include_tags=("bad",), include_authors=("Bo",))
    assert not is_shown(include_words=("badet",), exclude_links=("katrineholm.se",))


def test_an_entry_without_link_or_author_fits_no_wish():
    bare = {"link": "", "author": ""}
    assert not is_shown(bare, include_links=("katrineholm.se",))
    assert not is_shown(bare, include_authors=("Anna Ek",))
    assert is_shown(bare, exclude_links=("katrineholm.se",), exclude_authors=("Anna Ek",))


def test_what_says_that_it_is_passed_on_is_left_out_where_that_is_wished():
    for text in ("RT @annan: Kom!", "rt", "ART @ museet"):
        assert is_shown({"summary": text})
        assert is_shown({"summary": text}, exclude_reposts=True) is not text.startswith("RT")


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ((), (), True),
        (("BADET",), (), True),
        (("sandbäck",), (), True),
        (("bio", " fritid "), (), True),
        (("bio",), (), False),
        ((), ("fritid",), False),
        (("badet",), ("fritid",), False),
        (("", " "), (" ",), True),
    ],
)
def test_a_word_is_looked_for_in_heading_text_and_categories(include, exclude, expected):
    assert is_shown(include_words=include, exclude_words=exclude) is expected
