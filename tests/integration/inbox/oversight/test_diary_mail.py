"""A mail of the diary's own system registers messages; any other mail stays a message."""

from email.message import EmailMessage

import pytest
from officers import NOW
from plone import api

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.mail_import import import_mails
from katrineholm.socialhub.inbox.oversight.diary import diary_entries
from katrineholm.socialhub.inbox.oversight.diary_mail import mail_rows

SENDER = "diarium@example.se"
BOTH = "Kvittonummer: 2026-K7QX3M. Diarienummer: KS 2026/1."


@pytest.fixture
def registered(hub, channel, receive):
    """A function that takes in a mail, and gives the diary's numbers and the count of messages."""
    messages_of(hub).receipt(receive("Fråga"), "2026-K7QX3M", now=NOW)
    api.portal.set_registry_record("katrineholm.socialhub.diary_senders", (SENDER,))

    def registered(text=BOTH, subject="Diariefört", sender=SENDER):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = f"Diariet <{sender}>", subject
        mail["Message-ID"], mail["Date"] = "<1@example.se>", "Mon, 4 May 2026 12:00:00 +0200"
        mail.set_content(text)
        import_mails(channel, [mail.as_bytes()], now=NOW)
        return [each.diary_number for each in diary_entries(hub)], len(
            messages_of(hub).root["messages"]
        )

    return registered


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Diariefört", BOTH),
        ("Dnr KS 2026/1", "Hej!\nKvittonummer: 2026-k7qx3m\nHälsningar"),
        ("Diarienummer: KS 2026/1, meddelande 1", "Hej"),
        ("Diariefört", "Ert ärende har fått dnr KS 2026/1 (kvittonummer 2026-K7QX3M)."),
        ("Diariefört", "Dnr KS 2026/1 för kvittonummer 2026-K7QX3M den 4 maj"),
        ("Diariefört", "Kvittonummer:2026-K7QX3M\nDnr:KS 2026/1"),
    ],
)
def test_both_numbers_register_the_message(hub, registered, subject, text):
    assert registered(text, subject) == (["KS 2026/1"], 1)
    line = messages_of(hub).log(1)[-1]
    assert (line["step"], line["who"]) == ("register", SENDER)


def test_the_same_mail_again_changes_nothing(hub, registered):
    registered()
    before = len(messages_of(hub).log(1))
    assert registered() == (["KS 2026/1"], 1)
    assert len(messages_of(hub).log(1)) == before


@pytest.mark.parametrize(
    "given",
    [
        {"sender": "annan@example.se"},
        {"text": "Diarienummer: KS 2026/1"},
        {"text": "Kvittonummer: 2026-K7QX3M. Diarienummer saknas ännu."},
        {"text": "Kvittonummer: 2026-XXXXXX Diarienummer: KS 2026/1"},
    ],
)
def test_any_other_mail_becomes_a_message(registered, given):
    assert registered(**given) == ([], 2)


def test_a_mail_may_have_a_row_for_each_message():
    text = "Kvittonummer 2026-A dnr KS 1\nKvittonummer 2026-B dnr KS 2, klart"
    assert [tuple(row.values.values()) for row in mail_rows("", text)] == [
        ("2026-A", "KS 1"),
        ("2026-B", "KS 2"),
    ]


@pytest.mark.parametrize(
    "number", ["KS 2026/1", "KS-2026-1", "KS/2026:1", "2026/KS 123", "BIN 2026/00012", "20261"]
)
def test_a_number_ends_where_a_sentence_goes_on(number):
    [row] = mail_rows("", f"Ni har fått dnr {number} för kvitto 7")
    assert row.values == {"receipt": "7", "diary_number": number}
