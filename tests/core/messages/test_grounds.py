"""The seven grounds, and a channel's own rules as plain values."""

import json

import pytest
from helpers.accounts.information import ACCEPTED, EVERY

from katrineholm.socialhub.core.messages.grounds import (
    ABUSE,
    CRIMES,
    GROUNDS,
    LEGAL,
    PARTS,
    STATES,
    detailed_choices,
    ground_of_part,
    is_crime,
    rule_choices,
    rules_as_data,
    rules_from_data,
    texts_in_force,
)


def test_the_seven_grounds_stand_in_the_guidelines_order():
    assert [(ground.code, ground.text) for ground in GROUNDS] == [
        ("K1", "defamation, personal attacks or insults"),
        ("K2", "agitation against a population group, sexist statements or other harassment"),
        ("K3", "unlawful depictions of violence or pornography"),
        ("K4", "incitement to crime, or amount to other criminal activity"),
        ("K5", "unlawful use of material that is protected by copyright"),
        ("K6", "swearing or obscene words"),
        ("K7", "commercial messages or advertising"),
    ]


def test_a_ground_cannot_be_changed():
    with pytest.raises(AttributeError):
        GROUNDS[0].text = "anything"


@pytest.mark.parametrize("state", STATES)
def test_only_a_rule_in_force_is_shown_and_can_be_chosen(state):
    own = ("links to shops",) if state == "in_force" else ()
    assert texts_in_force(EVERY[state]) == own
    assert rule_choices(EVERY[state]) == (
        *((ground.code, ground.text) for ground in GROUNDS),
        *(("E1", text) for text in own),
    )


def test_rules_are_kept_and_sent_as_plain_values():
    assert rules_as_data(ACCEPTED) == (
        {
            "id": "E1",
            "text": "links to shops",
            "state": "consulted",
            "steps": [
                {"state": "proposed", "at": 100, "who": "anna", "note": ""},
                {"state": "consulted", "at": 200, "who": "office", "note": "Fine."},
            ],
        },
    )


@pytest.mark.parametrize("state", STATES)
def test_rules_come_back_from_plain_values_as_they_were(state):
    assert rules_from_data(json.loads(json.dumps(rules_as_data(EVERY[state])))) == EVERY[state]


def test_the_laws_grounds_have_codes_of_their_own():
    codes = [ground.code for ground in (*GROUNDS, *PARTS, *LEGAL)]
    assert set(CRIMES) <= set(codes)
    assert [each for each in ("K1", "K2", "K6a", "L1", "G1", "S1") if is_crime(each)] == [
        "K2",
        "L1",
    ]
    assert len(codes) == len(set(codes))
    assert ABUSE in codes


def test_the_parts_of_a_ground_are_what_an_officer_chooses_among():
    found = dict(detailed_choices(EVERY["in_force"]))
    assert "".join(code[2:] for code in found if code.startswith("K2")) == "abc"
    assert list(found)[-1] == "E1"
    assert [code for code in found if code in {ground.code for ground in GROUNDS}] == ["K5"]
    assert {ground_of_part(code) for code in found} == {*(ground.code for ground in GROUNDS), "E1"}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_says_some_of_its_grounds_own_words(part):
    whole = next(ground.text for ground in GROUNDS if ground.code == ground_of_part(part.code))
    assert str(part.text).split()[-1] in str(whole)
