"""A channel's own comment rules: proposed, answered by the information office, in force."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.rules import ruling
from katrineholm.socialhub.accounts.rules.consultation import RuleRefused
from katrineholm.socialhub.accounts.rules.proposed import proposed_in
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.send import waiting

ANNA = "Anna Berg <anna@example.se>"
OFFICE = "informationskontoret@example.se"
RULE = "länkar till butiker"
PAGE = "hub/kultur/bloggen"
DENIED = {302, 401, 403}


@pytest.fixture
def channel(make_functional_channel):
    api.portal.set_registry_record("katrineholm.socialhub.office_email", OFFICE)
    return make_functional_channel("bloggen", title="Bloggen", responsible=ANNA, dialogue=True)


@pytest.fixture
def proposed(channel):
    ruling.propose(channel, RULE)
    transaction.commit()
    return channel


@pytest.fixture
def editor(functional_administration, person):
    return person("Editor", at=functional_administration)


@pytest.fixture
def officer(functional_administration, person):
    return person("Information Officer")


def states(channel):
    transaction.begin()
    return [(rule.id, rule.text, rule.state) for rule in ruling.rules_of(channel)]


def test_a_proposal_is_kept_noted_and_told_to_the_office(functional_portal, channel):
    ruling.propose(channel, RULE)
    [rule] = channel.own_rules
    assert (rule["id"], rule["text"], rule["state"]) == ("E1", RULE, "proposed")
    assert history.of_channel(channel)[0]["step"] == "rule-proposed"
    assert history.of_channel(channel)[0]["comment"] == f"E1: {RULE}"
    assert proposed_in(functional_portal.hub) == {channel.UID(): [RULE]}
    assert [each["to"] for each in waiting(functional_portal)] == [OFFICE]


@pytest.mark.parametrize(
    ("accepted", "note", "state"),
    [(True, "", "consulted"), (False, "Riktlinjerna räcker.", "declined")],
)
def test_the_answer_is_told_to_who_answers(functional_portal, proposed, accepted, note, state):
    ruling.answer(proposed, "E1", accepted, note)
    assert proposed.own_rules[0]["state"] == state
    assert proposed_in(functional_portal.hub) == {}
    assert waiting(functional_portal)[-1]["to"] == '"Anna Berg" <anna@example.se>'


def test_nobody_is_told_who_has_no_address(functional_portal, proposed):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("dag@example.se", "dag", "correct-horse-battery")
        api.user.get(userid="dag").setMemberProperties({"email": ""})
    proposed.responsible = "dag"
    before = waiting(functional_portal)
    ruling.answer(proposed, "E1", True, "")
    assert waiting(functional_portal) == before


def test_the_mail_is_in_the_sites_language_whoever_sends_it(
    functional_portal, channel, editor, submit
):
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    transaction.commit()
    form = {"text": RULE, "set_language": "en"}
    assert submit(editor, f"{PAGE}/@@propose-rule", form).status_code == 302
    transaction.begin()
    [letter] = outbox.letters(functional_portal)
    assert letter["subject"] == "Föreslagen regel: Bloggen"


def test_a_rule_is_not_in_force_before_the_office_has_answered(proposed):
    with pytest.raises(RuleRefused):
        ruling.put_in_force(proposed, "E1")
    assert proposed.own_rules[0]["state"] == "proposed"


def test_a_proposal_without_an_office_to_tell_is_kept(functional_portal, channel):
    api.portal.get_tool("portal_registry")["katrineholm.socialhub.office_email"] = None
    ruling.propose(channel, RULE)
    assert waiting(functional_portal) == []
    assert channel.own_rules[0]["state"] == "proposed"


def test_a_rule_comes_into_force_step_by_step(channel, editor, officer, submit, browse):
    assert submit(editor, f"{PAGE}/@@propose-rule", {"text": RULE}).status_code == 302
    assert RULE in browse(*officer).get("hub/@@proposed-rules").text
    assert submit(officer, f"{PAGE}/@@accept-rule", {"rule": "E1"}).status_code == 302
    assert RULE not in browse().get(PAGE).text
    assert submit(editor, f"{PAGE}/@@enforce-rule", {"rule": "E1"}).status_code == 302
    assert states(channel) == [("E1", RULE, "in_force")]
    assert RULE in browse().get(PAGE).text
    assert submit(editor, f"{PAGE}/@@withdraw-rule", {"rule": "E1"}).status_code == 302
    assert RULE not in browse().get(PAGE).text
    assert states(channel) == [("E1", RULE, "withdrawn")]


def test_a_refusal_stands_beside_the_form_with_what_was_written(channel, editor, submit):
    answer = submit(editor, f"{PAGE}/@@propose-rule", {"text": "<b>fet</b>"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert "&lt;b&gt;fet&lt;/b&gt;" in answer.text
    assert states(channel) == []


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
    assert browse(*officer).get(url).status_code == 405
    assert states(proposed) == [("E1", RULE, "proposed")]


def test_the_rules_that_wait_are_shown_to_the_office_only(proposed, editor, browse):
    assert RULE not in browse(*editor).get("hub/@@proposed-rules").text
    assert RULE not in browse().get("hub/@@proposed-rules").text
    assert RULE not in browse().get(f"{PAGE}/@@rules").text
