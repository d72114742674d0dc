import pytest
from helpers.accounts.information import ACCEPTED, DECLINED, EVERY, IN_FORCE, PROPOSED, WITHDRAWN
from zope.i18n import translate

from katrineholm.socialhub.accounts.information.consultation import (
    with_answer,
    with_enforcement,
    with_proposal,
    with_withdrawal,
)
from katrineholm.socialhub.core.messages.grounds import STATES, OwnRule, Step, rules_as_data
from katrineholm.socialhub.site.pages.refusals import Refusal

TAKES = {
    "accept": lambda rules: with_answer(rules, "E1", True, "", "office", 500),
    "decline": lambda rules: with_answer(rules, "E1", False, "No.", "office", 500),
    "put in force": lambda rules: with_enforcement(rules, "E1", "anna", 500),
    "withdraw": lambda rules: with_withdrawal(rules, "E1", "anna", 500),
}
LEADS = {
    ("proposed", "accept"): "consulted",
    ("proposed", "decline"): "declined",
    ("proposed", "withdraw"): "withdrawn",
    ("consulted", "put in force"): "in_force",
    ("consulted", "withdraw"): "withdrawn",
    ("in_force", "withdraw"): "withdrawn",
}
REFUSALS = {
    "accept": "Only a proposed rule can be answered.",
    "decline": "Only a proposed rule can be answered.",
    "put in force": "The information office must accept a rule before it is put in force.",
    "withdraw": "The rule is not in use, so it cannot be withdrawn.",
}


def refusal(step, *args, **options):
    with pytest.raises(Refusal) as caught:
        step(*args, **options)
    return translate(caught.value.sentence)


def test_each_step_of_a_rule_is_dated_and_named():
    (rule,) = WITHDRAWN
    assert rule == OwnRule(
        "E1",
        "links to shops",
        (
            Step("proposed", 100, "anna"),
            Step("consulted", 200, "office", "Fine."),
            Step("in_force", 300, "anna"),
            Step("withdrawn", 400, "anna", "No longer needed."),
        ),
    )


def test_a_refusal_keeps_its_reason():
    assert DECLINED[0].steps[-1] == Step("declined", 200, "office", "K7 says it.")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("take", TAKES)
def test_a_step_is_taken_only_from_where_it_may_be(state, take):
    rules = EVERY[state]
    if (state, take) in LEADS:
        assert TAKES[take](rules)[0].state == LEADS[state, take]
    else:
        assert refusal(TAKES[take], rules) == REFUSALS[take]


@pytest.mark.parametrize("note", ["", "  \n", "\u200b"])
def test_a_rule_is_not_declined_without_a_reason(note):
    sentence = refusal(with_answer, PROPOSED, "E1", False, note, "office", 200)
    assert sentence == "Say why the rule is declined."


@pytest.mark.parametrize("take", TAKES)
def test_a_rule_that_is_not_there_is_told(take):
    assert refusal(TAKES[take], ()) == "There is no such rule in this channel."


def test_what_was_is_left_as_it_was():
    before = rules_as_data(ACCEPTED)
    with_enforcement(ACCEPTED, "E1", "anna", 300)
    with_proposal(ACCEPTED, "spoilers of the film", "anna", 300)
    assert rules_as_data(ACCEPTED) == before


def test_a_step_concerns_its_rule_only():
    two = with_proposal(IN_FORCE, "spoilers of the film", "bo", 500)
    assert [(rule.id, rule.state) for rule in with_answer(two, "E2", True, "", "office", 600)] == [
        ("E1", "in_force"),
        ("E2", "consulted"),
    ]


def test_a_number_is_never_used_again():
    assert with_proposal(WITHDRAWN, "spoilers of the film", "bo", 500)[-1].id == "E2"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  links\n to\tshops ", "links to shops"),
        ("links\u202e to shops\x00", "links to shops"),
        ("a\u0308mnen som inte ro\u0308r skolan", "ämnen som inte rör skolan"),
        ("12345", "12345"),
        ("x" * 300, "x" * 300),
        ("more than 3 < 4 links", "more than 3 < 4 links"),
    ],
)
def test_a_rule_is_kept_as_plain_text_on_one_line(text, kept):
    assert with_proposal((), text, "anna", 100)[0].text == kept


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1234", "Write the rule with 5 to 300 characters."),
        (" 1   \u200b2 ", "Write the rule with 5 to 300 characters."),
        ("x" * 301, "Write the rule with 5 to 300 characters."),
        ("links to <b>shops</b>", "Write the rule as plain text, without HTML."),
        ("links <!-- to --> shops", "Write the rule as plain text, without HTML."),
        ("Swearing or  OBSCENE words.", "The rule is there already."),
        ("SVORDOMAR eller obscena ord", "The rule is there already."),
        ("Links to shops.", "The rule is there already."),
    ],
)
def test_a_text_that_cannot_be_a_rule_is_refused_in_a_sentence(text, sentence):
    swedish = {"swearing or obscene words": "svordomar eller obscena ord"}
    told = refusal(
        with_proposal, IN_FORCE, text, "anna", 500, translate=lambda text: swedish.get(text, text)
    )
    assert told == sentence


@pytest.mark.parametrize("rules", [DECLINED, WITHDRAWN])
def test_a_rule_that_is_over_can_be_proposed_again(rules):
    assert [each.state for each in with_proposal(rules, "links to shops", "anna", 500)] == [
        rules[0].state,
        "proposed",
    ]
