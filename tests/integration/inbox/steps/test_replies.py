"""An answer that leaves by mail, and the address by which a reply finds its message."""

import pytest
import transaction
from officers import NOW
from plone import api

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.threads import messages_of_mail
from katrineholm.socialhub.inbox.intake.mail_import import import_mails
from katrineholm.socialhub.inbox.steps import step_sequence
from katrineholm.socialhub.inbox.steps.replies import (
    refuse_without_recipient,
    replied_message,
    reply_address,
    sender_email,
)
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.transport import _message

PREFIX = "katrineholm.socialhub"
FATIMA = {"name": "Fatima", "contact": "fatima@hemma.example"}


@pytest.fixture
def settings(functional_portal):
    """A mailbox that is read, a signature and the office's own address."""
    values = {
        "answer_mailbox": "svar@example.se",
        "answer_signature": "Kommunikation\nExempelkommun",
        "office_email": "kontoret@example.se",
    }
    for name, value in values.items():
        api.portal.set_registry_record(f"{PREFIX}.{name}", value)
    api.portal.set_registry_record("plone.email_from_address", "webben@example.se")
    transaction.commit()


@pytest.fixture
def answered(hub, receive, settings):
    """A function that lets Anna answer; the number, and the letters that wait."""

    def answered(text="När öppnar badet?", send=True, **values):
        number = receive(text, **values)
        before = {each["id"] for each in outbox.queued_mails(api.portal.get())}
        given = {"answer": "I juni.", "in_office": True, "send": send}
        with api.env.adopt_user("anna"):
            step_sequence.take_steps(hub, number, "answer", given)
        sent = outbox.queued_mails(api.portal.get())
        return number, [each for each in sent if each["id"] not in before]

    return answered


def test_the_answer_is_sent_with_name_signature_and_what_was_asked(hub, answered):
    number, [letter] = answered(sender=FATIMA, subject="Badet", is_direct=True)
    assert (letter["to"], letter["subject"]) == ("fatima@hemma.example", "Svar: Badet")
    assert letter["text"] == (
        "I juni.\n\nAnna\nKommunikation\nExempelkommun\n\nDu skrev:\n> När öppnar badet?\n"
    )
    assert letter["reply_to"] == reply_address(hub, number)
    [line] = [line for line in messages_of(hub).log(number) if line["step"] == "sent"]
    assert (line["who"], line["given"]["to"]) == ("anna", "fatima@hemma.example")
    assert line["given"]["message_id"] == letter["message_id"]


def test_a_person_has_written_it_in_answer_to_the_senders_mail(hub, channel, settings):
    """What says that a program has made it is put aside by mail programs (RFC 3834)."""
    mail = b"From: Fatima <fatima@hemma.example>\r\nMessage-ID: <q@hemma.example>\r\n\r\nHej"
    import_mails(channel, [mail], now=NOW)
    transaction.commit()
    messages = messages_of(hub)
    [number] = messages.root["messages"]
    with api.env.adopt_user("anna"):
        step_sequence.take_steps(
            hub, number, "answer", {"answer": "I juni.", "in_office": True, "send": True}
        )
    letter = outbox.queued_mails(api.portal.get())[-1]
    message = _message(letter)
    assert message["Auto-Submitted"] is None
    assert message["In-Reply-To"] == message["References"] == "<q@hemma.example>"
    assert messages_of_mail(messages.root, message["Message-ID"]) == [number]


def test_nothing_is_sent_unless_somebody_wants_it(answered):
    assert answered(send=False, sender=FATIMA)[1] == []


@pytest.mark.parametrize("sender", ["unknown", {"name": "Ivar"}, {"contact": "0150-570 00"}])
def test_without_an_address_the_sending_is_refused_and_nothing_else(hub, receive, sender):
    number = receive("Hej", sender=sender)
    assert sender_email(hub, number) == ""
    given = {"answer": "I juni.", "in_office": True}
    with api.env.adopt_user("anna"):
        with pytest.raises(step_sequence.Refused) as refusal:
            step_sequence.take_steps(hub, number, "answer", given | {"send": True})
        assert refusal.value.guard == "send"
        assert step_sequence.take_steps(hub, number, "answer", given)[0].handling == "answered"


def test_a_reply_finds_its_message_however_its_address_is_written(hub, receive, settings):
    number, other = receive("Ett"), receive("Två")
    address = reply_address(hub, number)
    assert replied_message(hub, ["x@y.se", address]) == number
    assert replied_message(hub, [address.upper()]) == number
    assert replied_message(hub, [reply_address(hub, other)]) == other


def test_nobody_else_can_make_such_an_address(hub, receive, settings):
    number = receive("Ett")
    address = reply_address(hub, number)
    forged = [
        address.replace(f"+{number}-", f"+{number + 1}-"),
        address.replace("+", "-"),
        f"svar+{number}-{'0' * 20}@example.se",
        f"svar+{number}@example.se",
        "svar@example.se",
        "",
        "å" * 500,
    ]
    assert [replied_message(hub, [each]) for each in forged] == [None] * len(forged)


def test_without_a_mailbox_replies_go_to_the_office(hub, receive, settings):
    number = receive("Ett")
    api.portal.set_registry_record(f"{PREFIX}.answer_mailbox", "")
    assert reply_address(hub, number) == "kontoret@example.se"


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
