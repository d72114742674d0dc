"""The section that hands a message over to the mailbox."""

import pytest
import transaction
from helpers.integration.inbox.records import MAILBOX


def send(submit, people, number, who="anna", **more):
    return submit(people[who], "hub/@@send-to-mailbox", {"number": str(number)}, **more)


def test_what_has_not_left_the_site_is_said_to_wait(direct, people, submit, post, sections):
    post.says["DATA"] = "452 4.2.2 Full"
    send(submit, people, direct)
    transaction.begin()
    shown = sections("anna", direct)
    assert "utkorgen" in shown
    assert MAILBOX in shown


@pytest.mark.parametrize(
    ("who", "outcome"),
    [("anna", "done"), ("cia", "login"), ("rut", "refused"), ("arne", "login"), (None, "login")],
)
def test_who_may_hand_it_over(direct, post_as, log, who, outcome):
    assert post_as(who, "send-to-mailbox", number=direct) == outcome
    assert bool(log(direct, "to-mailbox")) == (outcome == "done")


def test_another_sites_form_hands_nothing_over(direct, people, submit, log):
    assert send(submit, people, direct, token=False).status_code == 403
    assert log(direct, "to-mailbox") is None


def test_a_public_message_has_no_such_section(receive, sections):
    assert "socialhub-mailbox" not in sections("anna", receive())
    assert "socialhub-mailbox" in sections("anna", receive("Två", is_direct=True))
