"""Reports of one and the same comment."""

from datetime import date, timedelta
from time import time

import transaction
from helpers.integration.inbox.intake import ADDRESS, REPORT, SPITE, receipt_of
from plone import api
from settling import close

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.public_submissions import message_reports
from katrineholm.socialhub.inbox.intake.receipts import receipt_message
from katrineholm.socialhub.inbox.steps.deadlines import current_deadline
from katrineholm.socialhub.site.mail import outbox


def test_the_reporters_words_are_never_said_to_be_the_comments(send, hub, people, rest):
    number = receipt_message(hub, receipt_of(send(REPORT, SPITE)))
    letter = outbox.queued_mails(api.portal.get())[0]["text"]
    before, _quote, after = letter.partition("> Han hotar min granne.")
    assert before.rstrip().endswith("Anmälaren skriver:") or "reporter writes:" in before
    assert after
    row = rest("anna").get(f"hub/@messages/{number}").json()
    assert row["excerpt"].endswith("Han hotar min granne.")
    assert row["excerpt"] != "Han hotar min granne."
    told = {"text": "Jag ska ta dig"}
    messages_of(hub).add_information(number, told, {}, who="anna", now=int(time()))
    transaction.commit()
    assert rest("anna").get(f"hub/@messages/{number}").json()["excerpt"] == "Jag ska ta dig"


def test_the_comments_own_words_are_the_messages_text(send, hub):
    receipt = receipt_of(send(REPORT, SPITE | {"quote": "Jag ska ta dig"}))
    captured = messages_of(hub)[receipt_message(hub, receipt)]["captured"]
    assert captured["text"] == "Jag ska ta dig"
    assert captured["reported"]["text"] == "Han hotar min granne."


def test_a_second_report_is_written_down_on_the_open_message(send, hub):
    first = receipt_of(send(REPORT, SPITE))
    mails = len(outbox.queued_mails(api.portal.get()))
    again = {
        "address": ADDRESS.replace("#", "?fbclid=a#")[8:],
        "reason": "other",
        "text": "Jag med",
    }
    second = receipt_of(send(REPORT, again))
    number = receipt_message(hub, first)
    assert receipt_message(hub, second) == number
    assert len(messages_of(hub)) == 1
    assert [each["text"] for each in message_reports(hub, number)] == [
        "Han hotar min granne.",
        "Jag med",
    ]
    assert [each["receipt_number"] for each in message_reports(hub, number)] == [first, second]
    assert len(outbox.queued_mails(api.portal.get())) == mails


def test_a_watched_message_is_assessed_anew_with_a_clock_of_its_own(send, hub, rest):
    number = receipt_message(hub, receipt_of(send(REPORT, SPITE)))
    anna, later = rest("anna"), date.today() + timedelta(days=30)
    for step, given in (
        ("claim", {}),
        ("answer", {"answer": "Tack", "in_office": True}),
        ("follow-up", {"follow_up_on": later.isoformat()}),
    ):
        assert anna.post(f"hub/@messages/{number}/{step}", json=given).status_code == 200
    receipt_of(send(REPORT, SPITE | {"text": "Han fortsätter"}))
    assert messages_of(hub).state(number).handling == "assessing"
    assert current_deadline(messages_of(hub)[number]) < time() + 6 * 86400
    steps = [line["step"] for line in messages_of(hub).log(number)]
    assert steps[-4:] == ["reported", "reopen-watch", "wait", "receipt"]


def test_what_was_closed_comes_back_as_a_new_message_that_knows_the_earlier(send, hub, rest):
    number = receipt_message(hub, receipt_of(send(REPORT, SPITE)))
    assert close(rest("anna"), number).status_code == 200
    second = receipt_message(hub, receipt_of(send(REPORT, SPITE)))
    assert second != number
    found = rest("anna").get(f"hub/@messages/{second}").json()
    assert (found["state"], found["about_the_same"]) == ("assessing", [number])


def test_a_report_of_another_channel_is_a_message_of_its_own(send, hub, make_functional_channel):
    make_functional_channel("fotot")
    first = receipt_message(hub, receipt_of(send(REPORT, SPITE)))
    second = receipt_message(hub, receipt_of(send("hub/kultur/fotot/@@report-comment", SPITE)))
    assert first != second
