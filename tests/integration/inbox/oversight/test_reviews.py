"""A removal is reviewed by somebody else than whoever did it, and stands or is undone."""

import pytest
from helpers.integration.inbox.oversight import body, publication, told

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight.removals import unreviewed

LIST, REVIEW = "hub/@@messages-reviews", "hub/@@review-removal"


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
