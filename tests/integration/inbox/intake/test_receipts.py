"""The receipt of whoever reported something."""

import pytest
from helpers.integration.inbox.intake import CONTACT, QUESTION, REPORT, SPITE, receipt_of


def test_the_receipt_says_what_happens_next_and_nothing_that_was_sent(send, hub, browse):
    for page, data in ((REPORT, SPITE), (CONTACT, QUESTION)):
        answer = send(page, data)
        shown = browse().get(answer.headers["Location"])
        assert receipt_of(answer) in shown.text
        assert data["text"] not in shown.text
        assert "<form" not in shown.text.partition('id="content"')[2].partition("</article>")[0]
        assert shown.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("text", ["2026-BBBBBB", "<b>Ring 0900</b>", "Du%20har%20vunnit", ""])
def test_a_receipt_that_is_none_shows_the_form_and_not_itself(browse, channel, text):
    page = browse().get(f"{REPORT}?receipt={text}").text
    assert 'name="reason"' in page
    assert "Du har vunnit" not in page
    assert "0900" not in page
