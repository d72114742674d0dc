"""An index answers as the documents themselves would; what is taken out leaves nothing."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from katrineholm.socialhub.core.search import index
from katrineholm.socialhub.core.search.clauses import (
    Between,
    any_mark,
    is_match,
    new_document,
    phrase_clauses,
    search_clauses,
)

DOCUMENTS = {
    3: new_document(
        {"said": ["Kommunens svar kom aldrig fram"], "sender": ["Anna Öst"]}, ["s:open"]
    ),
    5: new_document({"said": ["Svaren kom", "aldrig mer"], "sender": ["Bo"]}, ["s:closed", "d:5"]),
    8: new_document({"said": ["Inget alls"], "address": ["https://x.se/a/1"]}, ["s:closed", "d:8"]),
}


@pytest.fixture
def made():
    found = index.new_index()
    for number, each in DOCUMENTS.items():
        index.index_document(found, number, each)
    return found


@pytest.mark.parametrize(
    ("clauses", "found"),
    [
        ((), [3, 5, 8]),
        (search_clauses("svar"), [3, 5]),
        (search_clauses("Svarets"), [3, 5]),
        (search_clauses("svar anna"), [3]),
        (search_clauses("svar", "sender"), []),
        (search_clauses("kom*"), [3, 5]),
        (search_clauses("kommu*"), [3]),
        (search_clauses('"kom aldrig"'), [3]),
        (search_clauses('"aldrig kom"'), []),
        (search_clauses('"svar kom aldrig fram" kommunen'), [3]),
        (search_clauses("x.se/a"), [8]),
        (phrase_clauses("https://x.se/a", "address"), [8]),
        (phrase_clauses("a/1/x", "address"), []),
        ((any_mark("s:closed"),), [5, 8]),
        ((any_mark("s:closed", "s:open", "s:none"),), [3, 5, 8]),
        ((any_mark(),), []),
        ((Between("d:0", "d:6"),), [5]),
        ((Between("d:0", "d:9"), *search_clauses("inget")), [8]),
        (search_clauses("finns inte"), []),
    ],
)
def test_it_is_told_which_documents_are_as_all_clauses_ask(made, clauses, found):
    assert index.matching_documents(made, clauses) == found
    assert [number for number, each in DOCUMENTS.items() if is_match(clauses, each)] == found


def test_some_are_left_out_beforehand(made):
    assert index.matching_documents(made, search_clauses("svar"), without=[5, 77]) == [3]


def test_a_document_is_found_by_what_it_is_now(made):
    index.index_document(made, 5, new_document({"said": ["Annat"]}, ["s:open"]))
    assert index.matching_documents(made, search_clauses("svar")) == [3]
    assert index.matching_documents(made, (any_mark("s:open"),)) == [3, 5]
    assert made["terms"].documentCount() == 3


def test_what_is_taken_out_leaves_nothing_behind(made):
    for number in (5, 8, 9):
        index.unindex_document(made, number)
    assert made["terms"].documentCount() == 1
    left = pickle.dumps([list(made["terms"]._fwd_index.items()), list(made["lines"].items())])
    assert b"inget" not in left
    assert b"anna" in left
    index.unindex_document(made, 3)
    assert (len(made["terms"]._fwd_index), len(made["lines"])) == (0, 0)


WORDS = st.lists(st.sampled_from(["hus", "huset", "båt", "båtar", "a1", "not"]), max_size=5)


@settings(max_examples=50)
@given(st.lists(st.tuples(WORDS, WORDS), max_size=6), WORDS, st.booleans())
def test_the_index_and_a_look_at_each_document_agree(texts, query, is_quoted):
    made, all_of_them = index.new_index(), {}
    for number, (said, sender) in enumerate(texts):
        each = new_document({"said": [" ".join(said)], "sender": [" ".join(sender)]}, ["there"])
        all_of_them[number] = each
        index.index_document(made, number, each)
    clauses = search_clauses(f'"{" ".join(query)}"' if is_quoted else " ".join(query))
    wanted = [number for number, each in all_of_them.items() if is_match(clauses, each)]
    assert index.matching_documents(made, clauses) == wanted
