"""Which removals wait for a review."""

from html import unescape

import pytest
import transaction
from helpers.integration.inbox.oversight import WHY, body, publication, told
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight.removal_reviews import unreviewed_numbers
from katrineholm.socialhub.inbox.steps.steps import StepTaken

LIST, REVIEW = "hub/@@messages-reviews", "hub/@@review-removal"


def test_a_removal_is_reviewed_once(removed, hub, submit, login):
    number = removed()
    submit(login("office"), REVIEW, body(number))
    again = submit(login("office"), REVIEW, body(number, "no"))
    assert "Steget kan inte tas från det läge som meddelandet är i." in unescape(again.text)
    assert len(told(hub, number)) == 1


def test_what_is_taken_down_again_waits_again(removed, take, hub, submit, login):
    number = removed()
    submit(login("office"), REVIEW, body(number, "no"))
    transaction.begin()
    take("anna", number, "act", rules=["K1"], reason="Ändå ett påhopp")
    take("anna", number, "unpublish")
    assert unreviewed_numbers(hub) == [number]


def test_restoring_by_the_flow_empties_the_list(removed, take, hub, login):
    number = removed()
    take(login("office")[0], number, "restore", reason=WHY)
    assert unreviewed_numbers(hub) == []


def test_what_is_disposed_of_waits_no_more(removed, hub):
    number = removed()
    notify(StepTaken(hub, number, "dispose", {}, NOW))
    assert unreviewed_numbers(hub) == []


def test_a_copied_hub_has_nothing_to_review(removed, hub):
    removed()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copied = api.content.copy(hub, id="kopia")
    assert unreviewed_numbers(copied) == []


@pytest.mark.parametrize(
    ("name", "status", "sees"),
    [
        ("", 302, False),
        ("cia", 302, False),
        ("rut", 302, False),
        ("anna", 200, False),
        ("office", 200, True),
    ],
)
def test_whoever_may_review_sees_what_waits(removed, browse, login, name, status, sees):
    number = removed("Ni är dumma")
    answer = browse(*login(name)).get(LIST, allow_redirects=False)
    assert (answer.status_code, f"@@messages/{number}#" in answer.text) == (status, sees)


def test_a_removal_that_stands_is_noted_with_its_reason(removed, hub, submit, login):
    number = removed()
    answer = submit(login("office"), REVIEW, body(number))
    assert answer.headers["Location"].endswith(f"@@messages/{number}#socialhub-done")
    assert told(hub, number) == [(login("office")[0], True)]
    assert publication(hub, number) == "unpublished"
    assert unreviewed_numbers(hub) == []
    assert messages_of(hub).first_mismatch() is None


def test_what_need_not_be_removed_is_restored(removed, hub, submit, login):
    number = removed()
    submit(login("office"), REVIEW, body(number, "no"))
    assert told(hub, number) == [(login("office")[0], False)]
    assert publication(hub, number) == "public"
    assert unreviewed_numbers(hub) == []


def test_what_is_deleted_stays_so_and_the_record_says_that_it_was_wrong(
    removed, take, hub, submit, login
):
    number = removed()
    take("anna", number, "delete", confirmed=True)
    submit(login("office"), REVIEW, body(number, "no"))
    assert told(hub, number) == [(login("office")[0], False)]
    assert publication(hub, number) == "deleted"
