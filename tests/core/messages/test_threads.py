"""A mail leads back to the message that it goes on from."""

from email import message_from_bytes, message_from_string

import pytest

from katrineholm.socialhub.core.messages import threads
from katrineholm.socialhub.core.messages.layout import new_root
from katrineholm.socialhub.core.messages.threads import (
    Thread,
    mail_source,
    mail_thread,
    messages_of_mail,
)

BACK = "kommun+12-0123456789abcdef0123@a.se"


@pytest.mark.parametrize(
    ("headers", "thread"),
    [
        ("Subject: Hej", Thread()),
        ("In-Reply-To: <1@a.se>", Thread(("<1@a.se>",))),
        (
            "References: <1@a.se>\n <2@a.se>\nIn-Reply-To: <3@a.se>",
            Thread(("<3@a.se>", "<2@a.se>", "<1@a.se>")),
        ),
        ("In-Reply-To: Ditt brev av den 3 maj", Thread()),
        (f"To: Kommunen <{BACK}>", Thread((), (BACK,))),
        (f"To: a@b.se\nCc: c@d.se, {BACK}\nDelivered-To: {BACK.upper()}", Thread((), (BACK,))),
        (f"Reply-To: {BACK}", Thread()),
        ("To: Ett + ett <kommun@a.se>", Thread()),
    ],
)
def test_what_a_mail_names_is_what_it_goes_on_from(headers, thread):
    assert mail_thread(message_from_string(f"{headers}\n\nHej")) == thread


@pytest.mark.parametrize(
    ("kind", "before"), [("message/rfc822", "\n"), ("text/rfc822-headers", "\n")]
)
def test_what_came_back_leads_to_what_had_been_sent(kind, before):
    report = (
        'Content-Type: multipart/report; boundary="x"\n\n'
        "--x\nContent-Type: text/plain\n\nIt did not arrive.\n"
        f"--x\nContent-Type: {kind}\n{before}"
        f"Message-ID: <7@a.se>\nIn-Reply-To: <1@b.se>\nReply-To: {BACK}\n\nHej\n--x--\n"
    )
    found = mail_thread(message_from_string(report))
    assert found == Thread(("<7@a.se>", "<1@b.se>"), (BACK,))


def test_a_mail_is_found_by_its_id_whatever_it_says():
    root = new_root()
    for number, id in enumerate(("<1@a.se>", "<1@a.se>", "<1@a.se>x", "<2@a.se>"), start=1):
        root["sources"][mail_source(id, f"{number:024x}")] = number
    assert messages_of_mail(root, "<1@a.se>") == [1, 2]
    assert messages_of_mail(root, "<3@a.se>") == []


@pytest.mark.parametrize(
    "header",
    [
        *(b"<" * 99_999, b"<a@b>" * 99_999, b"+" * 99_999, b"a" * 99_999, b"a+" * 49_999),
        *(b"\xff\xfe<\x00@b>", b"=?utf-8?q?=3Ca=40b=3E?=", b""),
    ],
)
@pytest.mark.parametrize("name", [*threads.REPLY_HEADERS, *threads.RECIPIENT_HEADERS])
def test_hostile_headers_lead_nowhere_and_cost_little(name, header):
    found = mail_thread(message_from_bytes(name.encode() + b": " + header + b"\r\n\r\nHej"))
    assert len(found.ids) <= 1
    assert found.addresses == ()
