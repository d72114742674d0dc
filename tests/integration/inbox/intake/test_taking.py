"""Who gets what is taken in, and that it is taken in once."""

import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import place
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.receipts import message_of
from katrineholm.socialhub.inbox.intake.taking import reports_on
from katrineholm.socialhub.site.mail import outbox

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


def test_a_report_waits_for_whoever_answers(send, hub, people):
    receipt = receipt_of(send(REPORT, SPITE | {"contact": "070-123 45 67"}))
    number = message_of(hub, receipt)
    message = messages_of(hub)[number]
    captured = message["captured"]
    assert (message["who"], message["state"]["is_direct"]) == ("anna", False)
    assert (captured["how"], captured["permalink"], captured["sender"]) == (
        "report",
        ADDRESS,
        "unknown",
    )
    assert captured["text"] == ""
    assert captured["reported"] == {
        "reason": "K1",
        "text": "Han hotar min granne.",
        "contact": "070-123 45 67",
        "receipt_number": receipt,
    }
    letter = outbox.letters(api.portal.get())[0]
    assert "anna@example.se" in letter["to"]


def test_a_question_goes_to_the_responsible_alone(send, hub, browse):
    given = QUESTION | {"name": "Eva", "contact": "eva@example.se"}
    message = messages_of(hub)[message_of(hub, receipt_of(send(CONTACT, given)))]
    captured = message["captured"]
    assert message["state"]["is_direct"]
    assert (captured["subject"], captured["text"]) == ("Öppettider", "När öppnar ni?")
    assert captured["sender"] == {"name": "Eva", "contact": "eva@example.se"}
    assert "När öppnar ni?" not in outbox.letters(api.portal.get())[0]["text"]


def test_what_is_sent_twice_at_once_is_one_message(send, hub):
    for page, data in ((REPORT, SPITE), (CONTACT, QUESTION)):
        first, second = (receipt_of(send(page, data)) for _ in range(2))
        assert first != second
        assert message_of(hub, first) == message_of(hub, second)
        assert len(reports_on(hub, message_of(hub, first))) == (page == REPORT)
    assert len(messages_of(hub)) == 2


@pytest.mark.parametrize(
    ("state", "status"), [("draft", 302), ("reported", 302), ("paused", 200), ("closed", 404)]
)
def test_only_a_channel_that_speaks_receives_anything(browse, channel, state, status):
    with api.env.adopt_user(SITE_OWNER_NAME):
        place(channel, state)
    transaction.commit()
    answers = [browse().get(page, allow_redirects=False) for page in (REPORT, CONTACT)]
    assert [answer.status_code for answer in answers] == [status] * 2
