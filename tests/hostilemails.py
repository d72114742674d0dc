"""Mails that nobody's program should have sent, by what is wrong with them."""

from katrineholm.socialhub.inbox.intake.mail_parser import MOST_LINES


def nested(depth):
    head = b"From: a@example.se\r\n"
    for number in range(depth):
        head += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
    return head + b"Content-Type: text/plain\r\n\r\nHej"


def within(depth):
    """A mail within a mail within a mail …"""
    head = b"From: a@example.se\r\nContent-Type: message/rfc822\r\n\r\n"
    return head * depth + b"Subject: Innerst\r\n\r\nHej"


def of_parts(number, kind):
    part = b"--x\r\nContent-Type: %b\r\n\r\nPK\r\n" % kind
    head = b"From: a@example.se\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    return head + part * number + b"--x--\r\n"


FILES = {"100 mails": 1, "10,000 files": 10_000}  # how many there are to be found
HOSTILE = {
    "deep": nested(3000),
    "broken boundary": b"From: a@example.se\r\n"
    + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nHej",
    "100 mails": within(100),
    "1,000 mails": within(1000),
    "10,000 files": of_parts(10_000, b"application/zip"),
    "10,000 texts": of_parts(10_000, b"text/plain"),
    "lines": b"From: a@example.se\r\n" + b"\r\n" + b"\n" * (MOST_LINES + 1),
    "null bytes": b"From: \0<a\0@b.se>\r\nSubject: \0\r\n\r\n\0Hej\0",
    "nobody": b"Subject: Hej\r\n\r\nHej",
    "one header": b"X: y\r\n\r\n",
    "comments": b"From: " + b"(" * 10_000 + b"\r\n\r\nHej",
    "huge header": b"From: a@b.se\r\nSubject: " + b"x" * 5_000_000 + b"\r\n\r\nHej",
    "semicolons": b"Content-Type: text/plain" + b";" * 2_000_000 + b"\r\n\r\nHej",
    "50,000 headers": b"X: y\r\n" * 50_000 + b"\r\nHej",
    "base64": b"Content-Transfer-Encoding: base64\r\n\r\n" + b"!" * 100_000,
    "uuencode": b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 a\n`\n",
    "tags": b"Content-Type: text/html\r\n\r\n" + b"<div>" * 5_000,
    "deep in HTML": b"Content-Type: text/html\r\n\r\n" + b"<b>" * 80_000,
}
