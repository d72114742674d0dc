"""A channel's own comment rules: proposed, answered by the information office, in force."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.comment_rules import proposed_rules
from katrineholm.socialhub.accounts.information import rule_steps
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.mailer import queued_mail_values
from katrineholm.socialhub.site.pages.refusals import Refusal

OFFICE = "informationskontoret@example.se"
RULE = "länkar till butiker"
PAGE = "hub/kultur/bloggen"


def test_a_proposal_is_kept_noted_and_told_to_the_office(functional_portal, office_channel):
    rule_steps.propose_rule(office_channel, RULE)
    [rule] = office_channel.own_rules
    assert (rule["id"], rule["text"], rule["state"]) == ("E1", RULE, "proposed")
    assert history.channel_lines(office_channel)[0]["step"] == "rule-proposed"
    assert history.channel_lines(office_channel)[0]["comment"] == RULE
    assert proposed_rules(functional_portal.hub) == {office_channel.UID(): [RULE]}
    assert [each["to"] for each in queued_mail_values(functional_portal)] == [OFFICE]


def test_a_rule_is_not_in_force_before_the_office_has_answered(proposed):
    with pytest.raises(Refusal):
        rule_steps.enforce_rule(proposed, "E1")
    assert proposed.own_rules[0]["state"] == "proposed"


def test_a_proposal_without_an_office_to_tell_is_kept(functional_portal, office_channel):
    api.portal.get_tool("portal_registry")["katrineholm.socialhub.office_email"] = None
    rule_steps.propose_rule(office_channel, RULE)
    assert queued_mail_values(functional_portal) == []
    assert office_channel.own_rules[0]["state"] == "proposed"


def test_the_rules_that_wait_are_shown_to_the_office_only(proposed, editor, browse):
    assert RULE not in browse(*editor).get("hub/@@proposed-rules").text
    assert RULE not in browse().get("hub/@@proposed-rules").text
    assert RULE not in browse().get(f"{PAGE}/@@rules").text


@pytest.mark.parametrize(
    ("accepted", "note", "state"),
    [(True, "", "consulted"), (False, "Riktlinjerna räcker.", "declined")],
)
def test_the_answer_is_told_to_who_answers(functional_portal, proposed, accepted, note, state):
    rule_steps.answer_proposal(proposed, "E1", accepted, note)
    assert proposed.own_rules[0]["state"] == state
    assert proposed_rules(functional_portal.hub) == {}
    assert queued_mail_values(functional_portal)[-1]["to"] == '"Anna Berg" <anna@example.se>'


def test_nobody_is_told_who_has_no_address(functional_portal, proposed):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("dag@example.se", "dag", "correct-horse-battery")
        api.user.get(userid="dag").setMemberProperties({"email": ""})
    proposed.responsible = "dag"
    before = queued_mail_values(functional_portal)
    rule_steps.answer_proposal(proposed, "E1", True, "")
    assert queued_mail_values(functional_portal) == before


def test_the_mail_is_in_the_sites_language_whoever_sends_it(
    functional_portal, office_channel, editor, submit
):
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    transaction.commit()
    form = {"text": RULE, "set_language": "en"}
    assert submit(editor, f"{PAGE}/@@propose-rule", form).status_code == 302
    transaction.begin()
    [letter] = outbox.queued_mails(functional_portal)
    assert letter["subject"] == "Föreslagen regel: Bloggen"
