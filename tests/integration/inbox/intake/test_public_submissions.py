"""Who gets what is taken in, and that it is taken in once."""

import pytest
import transaction
from helpers.integration.inbox.intake import ADDRESS, CONTACT, QUESTION, REPORT, SPITE, receipt_of
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.public_submissions import message_reports
from katrineholm.socialhub.inbox.intake.receipts import receipt_message
from katrineholm.socialhub.inbox.steps.deadlines import current_deadline
from katrineholm.socialhub.site.mail import outbox


def test_a_report_waits_for_whoever_answers(send, hub, people):
    receipt = receipt_of(send(REPORT, SPITE | {"contact": "070-123 45 67"}))
    number = receipt_message(hub, receipt)
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
    letter = outbox.queued_mails(api.portal.get())[0]
    assert "anna@example.se" in letter["to"]


def test_a_question_goes_to_the_responsible_alone(send, hub, browse):
    given = QUESTION | {"name": "Eva", "contact": "eva@example.se"}
    message = messages_of(hub)[receipt_message(hub, receipt_of(send(CONTACT, given)))]
    captured = message["captured"]
    assert message["state"]["is_direct"]
    assert (captured["subject"], captured["text"]) == ("Öppettider", "När öppnar ni?")
    assert captured["sender"] == {"name": "Eva", "contact": "eva@example.se"}
    assert "När öppnar ni?" not in outbox.queued_mails(api.portal.get())[0]["text"]


def test_what_is_sent_twice_at_once_is_one_message(send, hub):
    for page, data in ((REPORT, SPITE), (CONTACT, QUESTION)):
        first, second = (receipt_of(send(page, data)) for _ in range(2))
        assert first != second
        assert receipt_message(hub, first) == receipt_message(hub, second)
        assert len(message_reports(hub, receipt_message(hub, first))) == (page == REPORT)
    assert len(messages_of(hub)) == 2


@pytest.mark.parametrize(
    ("state", "status"), [("draft", 302), ("reported", 302), ("paused", 200), ("closed", 404)]
)
def test_only_a_channel_that_speaks_receives_anything(browse, channel, state, status):
    with api.env.adopt_user(SITE_OWNER_NAME):
        set_state(channel, state)
    transaction.commit()
    answers = [browse().get(page, allow_redirects=False) for page in (REPORT, CONTACT)]
    assert [answer.status_code for answer in answers] == [status] * 2


POST = "https://www.facebook.com/bloggen/posts/1"
INSULTS = ("Du är en idiot", "Gå och dö, allihop")


def test_two_comments_of_one_post_end_as_two_sealed_messages(send, hub, rest):
    """On many services a comment has no address: what is reported is address and words."""
    report, anna = SPITE | {"address": POST}, rest("anna")
    told = [receipt_of(send(REPORT, report | {"quote": each})) for each in INSULTS]
    again = receipt_of(send(REPORT, report | {"quote": INSULTS[0].upper(), "text": "Jag med"}))
    first, second = numbers = [receipt_message(hub, receipt) for receipt in told]
    assert first != second
    assert receipt_message(hub, again) == first
    for number in numbers:
        for step, given in (
            ("act", {"rules": ["K1c"], "reason": "Personangrepp"}),
            ("delete", {"confirmed": True, "receipt": "Borttagen"}),
            ("state", {"question": "case", "answer": False}),
            ("close", {"outcome": "Borttagen"}),
        ):
            answer = anna.post(f"hub/@messages/{number}/{step}", json=given)
            assert answer.status_code == 200, answer.text
    transaction.begin()
    sealed = [[seal["captured"]["text"] for seal in messages_of(hub).evidence(n)] for n in numbers]
    assert sealed == [[each] for each in INSULTS]
    assert {messages_of(hub).state(n).handling for n in numbers} == {"closed"}
    assert messages_of(hub).first_mismatch() is None


def test_a_report_of_a_post_has_to_say_which_comment_it_is_about(send, hub):
    refused = send(REPORT, SPITE | {"address": POST})
    assert refused.status_code == 200
    assert 'href="#socialhub-quote"' in refused.text
    assert len(messages_of(hub)) == 0
    # A picture has no words, but somebody who posted it.
    pictures = [
        receipt_message(hub, receipt_of(send(REPORT, SPITE | {"address": POST, "author": name})))
        for name in ("Kim A", "Bo B", "kim a")
    ]
    assert pictures[0] == pictures[2] != pictures[1]


def test_a_reported_crime_is_urgent_from_its_first_minute(send, hub, rest):
    question = receipt_message(hub, receipt_of(send(CONTACT, QUESTION)))
    crime = receipt_message(hub, receipt_of(send(REPORT, SPITE | {"reason": "K4"})))
    assert current_deadline(messages_of(hub)[crime]) < current_deadline(messages_of(hub)[question])
    items = rest("anna").get("hub/@messages").json()["items"]
    assert [(each["id"], each["is_urgent"]) for each in items] == [(crime, True), (question, False)]
    subjects = [each["subject"] for each in outbox.queued_mails(api.portal.get())]
    assert subjects == ["Nytt meddelande: Bloggen", "Brådskande, anmält brott: Bloggen"]


def test_what_is_a_crime_by_a_later_report_becomes_urgent_then(send, hub):
    number = receipt_message(hub, receipt_of(send(REPORT, SPITE)))
    before, mails = (
        current_deadline(messages_of(hub)[number]),
        len(outbox.queued_mails(api.portal.get())),
    )
    receipt_of(send(REPORT, SPITE | {"reason": "K2", "text": "Hets"}))
    assert current_deadline(messages_of(hub)[number]) < before
    assert len(outbox.queued_mails(api.portal.get())) == mails + 1
    receipt_of(send(REPORT, SPITE | {"reason": "K2", "text": "Hets, igen"}))
    assert len(outbox.queued_mails(api.portal.get())) == mails + 1
    assert messages_of(hub).first_mismatch() is None
