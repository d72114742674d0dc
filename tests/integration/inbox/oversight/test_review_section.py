"""A review, on the page of its message."""

import pytest
from helpers.integration.inbox.oversight import body, publication, told

from katrineholm.socialhub.inbox.oversight.removal_reviews import unreviewed_numbers

LIST, REVIEW = "hub/@@messages-reviews", "hub/@@review-removal"


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
    assert unreviewed_numbers(hub) == [number]


@pytest.mark.parametrize("name", ["cia", "rut", ""])
def test_nobody_reviews_what_is_not_theirs(removed, hub, submit, login, name):
    number = removed()
    if name:
        submit(login(name), REVIEW, body(number))
    else:
        submit((), REVIEW, body(number), token=False)
    assert (told(hub, number), unreviewed_numbers(hub)) == ([], [number])


def test_another_sites_form_reviews_nothing(removed, hub, submit, login):
    number = removed()
    submit(login("office"), REVIEW, body(number), token=False)
    assert told(hub, number) == []


def test_the_page_of_a_message_asks_for_the_review(removed, browse, login):
    number = removed("Ni är <b>dumma</b>")
    office = browse(*login("office")).get(f"hub/@@messages/{number}").text
    assert "@@review-removal" in office
    assert "<b>dumma</b>" not in office
    own = browse(*login("anna")).get(f"hub/@@messages/{number}").text
    assert 'id="socialhub-review"' in own
    assert "@@review-removal" not in own
