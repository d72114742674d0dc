"""A removal is reviewed by somebody else than whoever did it, and stands or is undone."""

import pytest
import transaction
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight.removals import unreviewed
from katrineholm.socialhub.inbox.steps.steps import StepTaken

LIST, REVIEW = "hub/@@messages-reviews", "hub/@@review-removal"
WHY = "Hård kritik, men inget påhopp"


def told(hub, number):
    transaction.begin()
    reviews = [line for line in messages_of(hub).log(number) if line["step"] == "review"]
    return [(line["who"], line["given"]["stands"]) for line in reviews]


def publication(hub, number):
    transaction.begin()
    return messages_of(hub).state(number).publication


def body(number, stands="yes", reason=WHY):
    return {"number": str(number), "stands": stands, "reason": reason}


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
    assert answer.headers["Location"].endswith(f"@@messages/{number}#socialhub-review")
    assert told(hub, number) == [(login("office")[0], True)]
    assert publication(hub, number) == "unpublished"
    assert unreviewed(hub) == []
    assert messages_of(hub).broken() is None


def test_what_need_not_be_removed_is_restored(removed, hub, submit, login):
    number = removed()
    submit(login("office"), REVIEW, body(number, "no"))
    assert told(hub, number) == [(login("office")[0], False)]
    assert publication(hub, number) == "public"
    assert unreviewed(hub) == []


def test_what_is_deleted_stays_so_and_the_record_says_that_it_was_wrong(
    removed, take, hub, submit, login
):
    number = removed()
    take("anna", number, "delete", confirmed=True)
    submit(login("office"), REVIEW, body(number, "no"))
    assert told(hub, number) == [(login("office")[0], False)]
    assert publication(hub, number) == "deleted"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("anna", {}),
        ("office", {"reason": " "}),
        ("office", {"stands": "kanske"}),
        ("office", {"reason": "x" * 5000}),
    ],
)
def test_a_refused_review_writes_nothing_and_says_why(removed, hub, submit, login, name, given):
    number = removed()
    answer = submit(login(name), REVIEW, body(number) | given)
    assert (answer.status_code, 'role="alert"' in answer.text) == (200, True)
    assert (told(hub, number), publication(hub, number)) == ([], "unpublished")
    assert unreviewed(hub) == [number]


@pytest.mark.parametrize("name", ["cia", "rut", ""])
def test_nobody_reviews_what_is_not_theirs(removed, hub, submit, login, name):
    number = removed()
    if name:
        submit(login(name), REVIEW, body(number))
    else:
        submit((), REVIEW, body(number), token=False)
    assert (told(hub, number), unreviewed(hub)) == ([], [number])


def test_another_sites_form_reviews_nothing(removed, hub, submit, login):
    number = removed()
    submit(login("office"), REVIEW, body(number), token=False)
    assert told(hub, number) == []


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


def test_the_page_of_a_message_asks_for_the_review(removed, browse, login):
    number = removed("Ni är <b>dumma</b>")
    office = browse(*login("office")).get(f"hub/@@messages/{number}").text
    assert "@@review-removal" in office
    assert "<b>dumma</b>" not in office
    own = browse(*login("anna")).get(f"hub/@@messages/{number}").text
    assert 'id="socialhub-review"' in own
    assert "@@review-removal" not in own


def test_a_copied_hub_has_nothing_to_review(removed, hub):
    removed()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copied = api.content.copy(hub, id="kopia")
    assert unreviewed(copied) == []
