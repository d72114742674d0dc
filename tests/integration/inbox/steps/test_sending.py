"""An answer is sent where its writer wants that."""

import pytest

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.inbox.steps.sending import refuse_without_address


@pytest.mark.parametrize("contact", ["", "0150-570 00"])
def test_what_cannot_leave_is_refused(hub, receive, contact):
    number = receive("Hej", sender={"name": "Ivar", "contact": contact})
    refuse_without_address(hub, number, {"answer": "Ja"})
    with pytest.raises(Refused):
        refuse_without_address(hub, number, {"answer": "Ja", "send": True})


def test_the_form_says_where_the_answer_goes_and_lets_that_be(receive, browse, people, submit, hub):
    asked = receive("Hej", sender={"name": "Ivar", "contact": "ivar@hemma.example"})
    open_ = receive("Hallå")
    anna = people["anna"]
    page = browse(*anna).get(f"hub/@@messages/{asked}").text
    assert "Skicka det med e-post till ivar@hemma.example" in page
    assert "Skicka det med e-post" not in browse(*anna).get(f"hub/@@messages/{open_}").text
    submit(anna, f"hub/@@messages/{asked}/claim", {})
    found = submit(anna, f"hub/@@messages/{asked}/answer", {"answer": "Ja"}).text
    field = found[found.index('name="send"') - 200 : found.index('name="send"') + 200]
    assert "checked" not in field
