"""Which removals wait for a review."""

import transaction
from helpers.integration.inbox.oversight import WHY, body, told
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify

from katrineholm.socialhub.inbox.oversight.removals import unreviewed
from katrineholm.socialhub.inbox.steps.steps import StepTaken

LIST, REVIEW = "hub/@@messages-reviews", "hub/@@review-removal"


def test_a_removal_is_reviewed_once(removed, hub, submit, login):
    number = removed()
    submit(login("office"), REVIEW, body(number))
    assert submit(login("office"), REVIEW, body(number, "no")).status_code in (302, 401, 403)
    assert len(told(hub, number)) == 1


def test_what_is_taken_down_again_waits_again(removed, take, hub, submit, login):
    number = removed()
    submit(login("office"), REVIEW, body(number, "no"))
    transaction.begin()
    take("anna", number, "act", rules=["K1"], reason="Ändå ett påhopp")
    take("anna", number, "unpublish")
    assert unreviewed(hub) == [number]


def test_restoring_by_the_flow_empties_the_list(removed, take, hub, login):
    number = removed()
    take(login("office")[0], number, "restore", reason=WHY)
    assert unreviewed(hub) == []


def test_what_is_disposed_of_waits_no_more(removed, hub):
    number = removed()
    notify(StepTaken(hub, number, "dispose", {}, NOW))
    assert unreviewed(hub) == []


def test_a_copied_hub_has_nothing_to_review(removed, hub):
    removed()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copied = api.content.copy(hub, id="kopia")
    assert unreviewed(copied) == []
