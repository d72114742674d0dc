"""What the headers of a mail tell, however they are written."""

from email import message_from_bytes

import pytest

from katrineholm.socialhub.inbox.intake.mail_headers import (
    AUTOMATIC,
    BOUNDED_POLICY,
    HEADER,
    automatic_kind,
    decoded_header,
    raw_header,
    sent_time,
)


def parsed(*headers):
    return message_from_bytes(b"\r\n".join([*headers, b"", b"Hej"]), policy=BOUNDED_POLICY)


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ((b"Subject: Hej",), ""),
        ((b"Auto-Submitted: no",), ""),
        ((b"Return-Path: <eva@example.se>",), ""),
        ((b"Precedence: first-class",), ""),
        ((b"Auto-Submitted: auto-replied",), "automatic"),
        ((b"auto-submitted: Auto-Generated; owner=eva",), "automatic"),
        ((b"Precedence: auto_reply",), "automatic"),
        ((b"Return-Path: <>", b"Auto-Submitted: auto-replied"), "automatic"),
        ((b"Return-Path: <>",), "bounce"),
        ((b"Return-Path:",), "bounce"),
        ((b"Return-Path:  < >",), "bounce"),
        ((b"Content-Type: multipart/report; report-type=delivery-status",), "bounce"),
        ((b"Content-Type: multipart/report", b"Auto-Submitted: auto-replied"), "bounce"),
        ((b"List-Id: <nytt.example.se>",), "list"),
        ((b"List-Unsubscribe: <https://example.se/>",), "list"),
        ((b"Precedence: Bulk",), "list"),
        ((b"Precedence: list",), "list"),
        ((b"Precedence: junk",), "list"),
    ],
)
def test_what_no_person_has_sent_is_known(headers, kind):
    assert automatic_kind(parsed(*headers)) == kind
    assert not kind or kind in AUTOMATIC


def test_no_header_is_longer_than_what_pythons_parser_can_bear():
    message = parsed(
        b"Subject: " + b"x" * 1_000_000, b"Content-Type: text/plain" + b";" * 1_000_000
    )
    assert len(raw_header(message, "subject")) == HEADER
    assert message.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("=?utf-8?q?Sm=C3=B6r?= och =?iso-8859-1?q?br=F6d?=", "Smör och bröd"),
        ("=?utf-8?q?a=0D=0ABcc:_b?=", "a Bcc: b"),
        ("=?finns-inte?q?hej?=", "=?finns-inte?q?hej?="),
        ("a\x00b\u202ec", "abc"),
    ],
)
def test_a_header_is_one_line_of_text(text, found):
    assert decoded_header(text) == found


def test_when_it_was_written_is_believed_only_where_it_can_be_read():
    assert sent_time(parsed(b"Date: Mon, 4 May 2026 12:00:00 +0200")) == 1_777_888_800
    assert sent_time(parsed(b"Date: i gar")) is None
    assert sent_time(parsed(b"Subject: Hej")) is None
