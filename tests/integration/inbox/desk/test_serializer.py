"""What a message is as a record."""

import pytest
from plone import api

from katrineholm.socialhub.core.messages.state import Facts, State, state_data
from katrineholm.socialhub.inbox.desk.serializer import flagged_words, record_class


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State(), "comment"),
        (State(is_direct=True, publication="direct"), "incoming"),
        (State(facts=Facts(addressed=True)), "incoming"),
        (State(is_direct=True, facts=Facts(case=True)), "to-register"),
        (State(facts=Facts(case=True), record=frozenset({"registered"})), "registered"),
        (State(facts=Facts(case=True, secret=True)), "secret"),
    ],
)
def test_the_class_of_a_record_follows_from_what_is_stated(state, expected):
    assert record_class(state_data(state)) == expected


def test_what_is_sealed_with_the_removal_hinders_no_removal(receive, rest):
    number, anna = receive(), rest("anna")
    anna.post(f"hub/@messages/{number}/act", json={"rules": ["K1"], "reason": "Angrepp"})
    steps = anna.get(f"hub/@messages/{number}").json()["transitions"]
    assert {each["id"]: each["hindrances"] for each in steps if each["id"] == "unpublish"} == {
        "unpublish": []
    }


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("", "  "), "Hej", []),
        ((" hot ",), "Jag HOTAR er", ["hot"]),
        (("hot",), "En idiot på hotell", ["hot"]),
        (("hot",), "Det är idiothot", []),
        (("rån", "dö  dig"), "rån?\nDö\ndig", ["rån", "dö dig"]),
        (("(.*",), "Hej", []),
        ((), "Hej", []),
    ],
)
def test_a_text_is_flagged_for_words_that_begin_in_it(portal, words, text, found):
    api.portal.set_registry_record("katrineholm.socialhub.flag_words", words)
    assert flagged_words(text) == found
