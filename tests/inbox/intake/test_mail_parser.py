"""Mails are taken apart, however they are made."""

from contextlib import suppress
from email.message import EmailMessage
from time import process_time

import pytest
from hostilemails import FILES, HOSTILE, nested

from katrineholm.socialhub.core.messages.threads import Thread
from katrineholm.socialhub.inbox.intake import mail_parser
from katrineholm.socialhub.inbox.intake.mail_parser import MailError, parsed_mail

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
PLAIN = (
    b"From: =?utf-8?q?J=C3=B6rgen_=C3=96?= <jorgen@example.se>\r\n"
    b"Subject: =?iso-8859-1?q?H=E4lsning?=\r\n"
    b"Date: Mon, 4 May 2026 12:00:00 +0200\r\n"
    b"Message-ID: <1@example.se>\r\n"
)


def whole(**values):
    message = EmailMessage()
    message["From"], message["Subject"] = "Eva Ek <eva@example.se>", "Hej"
    message.set_content("Ren text å\n")
    for name, value in values.items():
        message[name.replace("_", "-")] = value
    return message


def test_a_plain_mail():
    found = parsed_mail(
        PLAIN + b"Content-Type: text/plain; charset=utf-8\r\n\r\nHej p\xc3\xa5 er\r\n"
    )
    assert (found.name, found.address) == ("Jörgen Ö", "jorgen@example.se")
    assert (found.subject, found.text, found.received) == ("Hälsning", "Hej på er", "Hej på er")
    assert found.sent == 1_777_888_800
    assert found.source.startswith("mail:<1@example.se>#")
    assert (found.files, found.more, found.is_cut, found.is_whole) == ((), 0, False, True)
    assert (found.automatic, found.thread) == ("", Thread())


def test_html_becomes_text_and_is_kept_as_it_came():
    html = b"<p>Hej <b>du</b></p><script>alert(1)</script><p>Slut</p>"
    found = parsed_mail(PLAIN + b"Content-Type: text/html\r\n\r\n" + html)
    assert found.text.split() == ["Hej", "du", "Slut"]
    assert found.received == html.decode()


def test_of_text_and_html_the_text_is_read():
    message = whole()
    message.add_alternative("<p>Fin text</p>", subtype="html")
    message.add_attachment(PNG, maintype="image", subtype="png", filename="bild.png")
    found = parsed_mail(message.as_bytes())
    assert found.text == "Ren text å"
    assert "Fin text" in found.received
    assert found.files == (("bild.png", PNG),)


def test_what_is_written_below_a_picture_is_read_too():
    message = whole()
    message.add_attachment(PNG, maintype="image", subtype="png", disposition="inline")
    below = EmailMessage()
    below.set_content("Under bilden")
    message.attach(below)
    found = parsed_mail(message.as_bytes())
    assert found.text == "Ren text å\n\nUnder bilden"
    assert [name for name, _data in found.files] == ["image/png"]


def test_a_mail_within_the_mail_is_a_file():
    message = whole()
    message.add_attachment(whole())
    found = parsed_mail(message.as_bytes())
    [(name, data)] = found.files
    assert name == "message/rfc822"
    assert b"Ren text" in data


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        (b"Content-Type: text/plain; charset=iso-8859-1", b"\xe5\xe4\xf6", "åäö"),
        (b"Content-Type: text/plain; charset=finns-inte", "åäö".encode(), "åäö"),
        (b"Content-Type: text/plain; charset=unicode_escape", b"\\x41", "\\x41"),
        (b"Content-Type: text/plain", b"\xe5\xe4\xf6", "åäö"),
        (b"", "åäö".encode(), "åäö"),
        (b"Content-Type: multipart/mixed", b"Utan delar", "Utan delar"),
        (b"Content-Type: multipart/mixed; boundary=x", b"Utan delar", "Utan delar"),
        (b"Content-Type: ;;;", b"Hej", "Hej"),
        (b"Content-Type: text/plain", b"a\x00b\xe2\x80\xaec", "abc"),
    ],
)
def test_text_is_read_whatever_it_is_called(headers, body, text):
    found = parsed_mail(b"From: a@example.se\r\n" + headers + b"\r\n\r\n" + body)
    assert found.text == text


@pytest.mark.parametrize(
    ("header", "name", "value"),
    [
        (b"Subject: =?x-unknown?q?hej?=", "subject", "=?x-unknown?q?hej?="),
        (b"Subject: =?utf-8?b?!!!?=", "subject", ""),
        ("Subject: Hälsning".encode(), "subject", "Hälsning"),
        (b"Subject: ett\r\n Bcc: alla@example.se", "subject", "ett Bcc: alla@example.se"),
        (b"Subject: =?utf-8?q?a=0D=0ABcc:_b?=", "subject", "a Bcc: b"),
        (b"Subject: " + b"x" * 99_999, "subject", "x" * 300),
        (b"From: <", "address", ""),
        (b'From: "=?utf-8?q?a=40b.se=2C?=" <c@d.se>', "address", "c@d.se"),
        (b"Date: i gar", "sent", None),
        (b"Date: Mon, 4 May 99999999999 12:00:00 +0200", "sent", None),
        (b"Date: Mon, 4 May 2026 12:00:00 +9999999999", "sent", None),
        (b"", "sent", None),
    ],
)
def test_headers_are_read_as_far_as_they_can_be(header, name, value):
    assert getattr(parsed_mail(header + b"\r\n\r\nHej"), name) == value


def test_an_id_that_somebody_else_has_used_hides_no_mail():
    first, second = (whole(Message_ID="<1@example.se>", X_Nr=nr) for nr in "12")
    assert parsed_mail(first.as_bytes()).source == parsed_mail(second.as_bytes()).source
    second.set_content("Något annat")
    assert parsed_mail(first.as_bytes()).source != parsed_mail(second.as_bytes()).source


def test_a_mail_without_id_is_known_by_all_that_it_is():
    first, second = whole().as_bytes(), whole(X_Nr="2").as_bytes()
    assert parsed_mail(first).source == parsed_mail(first).source
    assert parsed_mail(first).source != parsed_mail(second).source


def test_what_is_written_again_on_another_day_is_another_mail():
    days = ("Mon, 4 May 2026 12:00:00 +0200", "Tue, 5 May 2026 12:00:00 +0200")
    first, second = (whole(Message_ID="<1@a.se>", Date=day).as_bytes() for day in days)
    assert parsed_mail(first).source != parsed_mail(second).source


def test_a_part_too_many_is_counted_and_a_text_too_long_is_cut():
    message = whole()
    for number in range(mail_parser.MOST_FILES + 5):
        message.add_attachment(b"x", maintype="image", subtype="png", filename=f"{number}.png")
    found = parsed_mail(message.as_bytes())
    assert (len(found.files), found.more) == (mail_parser.MOST_FILES, 5)
    found = parsed_mail(PLAIN + b"\r\n" + b"x" * (mail_parser.LONGEST + 1))
    assert (len(found.text), found.is_cut) == (mail_parser.LONGEST, True)
    assert not parsed_mail(PLAIN + b"\r\n" + b"x" * mail_parser.LONGEST).is_cut
    html = PLAIN + b"Content-Type: text/html\r\n\r\n"
    assert parsed_mail(html + b"x" * (mail_parser.HTML + 1)).is_cut
    assert not parsed_mail(html + b"x" * mail_parser.HTML).is_cut
    assert parsed_mail(b"Subject: " + b"x" * (mail_parser.LINE + 1) + b"\r\n\r\nHej").is_cut


def test_only_what_lies_beside_the_text_in_html_is_not_called_cut():
    message = whole()
    message.add_alternative("<p>" + "x" * 2 * mail_parser.HTML, subtype="html")
    assert not parsed_mail(message.as_bytes()).is_cut


def test_a_mail_tells_whether_a_person_has_sent_it_and_what_it_goes_on_from():
    found = parsed_mail(whole(Auto_Submitted="auto-replied", In_Reply_To="<1@a.se>").as_bytes())
    assert (found.automatic, found.thread.ids) == ("automatic", ("<1@a.se>",))


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_mail_is_so_hostile_that_it_is_lost(kind):
    begun = process_time()
    found = parsed_mail(HOSTILE[kind])
    assert process_time() - begun < 20
    assert found.source.startswith("mail:")
    assert len(found.text) <= mail_parser.LONGEST
    assert len(found.files) + found.more == FILES.get(kind, 0)


def test_what_cannot_be_taken_apart_shows_its_headers_and_the_rest_as_it_stands():
    found = parsed_mail(PLAIN + nested(3000))
    assert (found.is_whole, found.subject, found.address) == (
        False,
        "Hälsning",
        "jorgen@example.se",
    )
    assert found.text.startswith("--b0")
    assert parsed_mail(PLAIN + nested(3000)).source == found.source
    assert parsed_mail(PLAIN + nested(3000) + b"!").source != found.source


@pytest.mark.parametrize(
    "data",
    [b"", b"\r\n\r\n", b"x" * (mail_parser.LARGEST + 1)],
    ids=["nothing", "empty", "large"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data):
    with pytest.raises(MailError, match=r"^It is .*\.$"):
        parsed_mail(data)


@pytest.mark.parametrize("number", range(0, 256, 5))
def test_random_bytes_stop_nothing(number):
    data = bytes((number * each + each * each) % 256 for each in range(2000))
    for begin in (b"", PLAIN, b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"):
        with suppress(MailError):
            parsed_mail(begin + data)
