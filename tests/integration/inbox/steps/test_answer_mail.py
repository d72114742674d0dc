"""An answer is sent where its writer wants that."""

import pytest

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.inbox.steps.answer_mail import refuse_without_recipient

NOBODYS = "notifications-noreply@linkedin.com"


@pytest.mark.parametrize("contact", ["", "0150-570 00", NOBODYS])
def test_what_cannot_leave_is_refused(hub, receive, contact):
    number = receive("Hej", sender={"name": "Ivar", "contact": contact})
    refuse_without_recipient(hub, number, {"answer": "Ja"})
    with pytest.raises(Refused):
        refuse_without_recipient(hub, number, {"answer": "Ja", "send": True})


def test_the_form_says_where_the_answer_goes_and_lets_that_be(receive, browse, people, submit, hub):
    asked = receive("Hej", sender={"name": "Ivar", "contact": "ivar@hemma.example"})
    open_, nobodys = receive("Hallå"), receive("Nytt", sender={"name": "X", "contact": NOBODYS})
    anna = people["anna"]
    page = browse(*anna).get(f"hub/@@messages/{asked}").text
    assert "Skicka det med e-post till ivar@hemma.example" in page
    for number in (open_, nobodys):
        assert "Skicka det med e-post" not in browse(*anna).get(f"hub/@@messages/{number}").text
    submit(anna, f"hub/@@messages/{asked}/claim", {})
    found = submit(anna, f"hub/@@messages/{asked}/answer", {"answer": "Ja"}).text
    field = found[found.index('name="send"') - 200 : found.index('name="send"') + 200]
    assert "checked" not in field


def test_nothing_is_sent_to_an_address_that_nobody_reads(receive, rest, submit, people, hub):
    number, anna = receive("Nytt", sender={"name": "X", "contact": NOBODYS}), people["anna"]
    given = {"answer": "Ja", "in_office": True, "send": True}
    assert rest("anna").post(f"hub/@messages/{number}/answer", json=given).status_code == 400
    submit(anna, f"hub/@@messages/{number}/claim", {})
    form = {"answer": "Ja", "in_office": "yes", "send": "yes"}
    assert 'role="alert"' in submit(anna, f"hub/@@messages/{number}/answer", form).text
