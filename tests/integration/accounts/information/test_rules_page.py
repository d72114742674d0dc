"""The page of a channel's rules, with its forms."""

import pytest
import transaction

from katrineholm.socialhub.accounts.channels.comment_rules import own_rules

RULE = "länkar till butiker"
PAGE = "hub/kultur/bloggen"
DENIED = {302, 401, 403}


@pytest.fixture
def officer(functional_administration, person):
    return person("Information Officer")


def states(office_channel):
    transaction.begin()
    return [(rule.id, rule.text, rule.state) for rule in own_rules(office_channel)]


@pytest.mark.usefixtures("framed")
def test_a_rule_comes_into_force_step_by_step(office_channel, editor, officer, submit, browse):
    assert submit(editor, f"{PAGE}/@@propose-rule", {"text": RULE}).status_code == 302
    assert RULE in browse(*officer).get("hub/@@proposed-rules").text
    assert submit(officer, f"{PAGE}/@@accept-rule", {"rule": "E1"}).status_code == 302
    assert RULE not in browse().get(PAGE).text
    assert submit(editor, f"{PAGE}/@@enforce-rule", {"rule": "E1"}).status_code == 302
    assert states(office_channel) == [("E1", RULE, "in_force")]
    assert RULE in browse().get(PAGE).text
    assert submit(editor, f"{PAGE}/@@withdraw-rule", {"rule": "E1"}).status_code == 302
    assert RULE not in browse().get(PAGE).text
    assert states(office_channel) == [("E1", RULE, "withdrawn")]


def test_a_refusal_stands_beside_the_form_with_what_was_written(office_channel, editor, submit):
    answer = submit(editor, f"{PAGE}/@@propose-rule", {"text": "<b>fet</b>"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert "&lt;b&gt;fet&lt;/b&gt;" in answer.text
    assert states(office_channel) == []


def test_the_office_says_why_it_declines(proposed, officer, submit):
    answer = submit(officer, f"{PAGE}/@@decline-rule", {"rule": "E1", "note": " "})
    assert 'role="alert"' in answer.text
    assert states(proposed) == [("E1", RULE, "proposed")]


def test_an_editor_does_not_answer_for_the_office(proposed, editor, submit):
    for name in ("accept-rule", "decline-rule"):
        form = {"rule": "E1", "note": "Nej"}
        assert submit(editor, f"{PAGE}/@@{name}", form).status_code in DENIED
    assert states(proposed) == [("E1", RULE, "proposed")]


@pytest.mark.parametrize("name", ["propose", "accept", "decline", "enforce", "withdraw"])
def test_nobody_else_changes_a_rule(proposed, person, submit, browse, name):
    form = {"rule": "E1", "text": "något annat", "note": "Nej"}
    login = person("Reader", at=proposed.__parent__)
    assert submit(login, f"{PAGE}/@@{name}-rule", form).status_code in DENIED
    anonymous = browse().post(f"{PAGE}/@@{name}-rule", data=form, allow_redirects=False)
    assert anonymous.status_code in DENIED
    assert states(proposed) == [("E1", RULE, "proposed")]


def test_a_form_of_another_site_changes_no_rule(proposed, officer, submit, browse):
    url = f"{PAGE}/@@accept-rule"
    assert submit(officer, url, {"rule": "E1"}, token=False).status_code == 403
    assert browse(*officer).get(f"{url}?rule=E1").status_code == 200
    assert states(proposed) == [("E1", RULE, "proposed")]
