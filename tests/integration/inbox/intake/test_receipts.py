"""The receipt of whoever reported something."""

import re

import pytest
import transaction

REPORT, CONTACT = "hub/kultur/bloggen/@@report-comment", "hub/kultur/bloggen/@@contact-responsible"
TOKEN = re.compile(r'name="_authenticator" value="(\w+)"')
ADDRESS = "https://bloggen.example.se/1#comment-3"
SPITE = {"address": ADDRESS, "reason": "K1", "text": "Han hotar min granne."}
QUESTION = {"subject": "Öppettider", "text": "När öppnar ni?"}


@pytest.fixture
def send(browse, channel):
    """A function that sends a form as anybody: ``send(REPORT, SPITE)``; the answer."""

    def send(page, data, *login):
        session = browse(*login)
        token = TOKEN.search(session.get(page).text)[1]
        answer = session.post(page, data=data | {"_authenticator": token}, allow_redirects=False)
        transaction.begin()
        return answer

    return send


def receipt_of(answer):
    assert answer.status_code == 302
    return re.fullmatch(r".*\?receipt=(\d{4}-\w{6})", answer.headers["Location"])[1]


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
