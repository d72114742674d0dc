"""Who is told what of a rule by mail."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.comment_rules import proposed_rules
from katrineholm.socialhub.accounts.information import rule_steps
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.mailer import queued_mail_values

RULE = "länkar till butiker"
PAGE = "hub/kultur/bloggen"


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
