"""Mails are fetched from files and from a server, and nothing there is changed."""

import imaplib
import mailbox
import socketserver
from threading import Thread

import pytest

from katrineholm.socialhub.inbox.intake.mail_parser import MailError
from katrineholm.socialhub.inbox.intake.mailbox import (
    encrypted_connection,
    file_mails,
    server_mails,
)

FIRST, SECOND = b"From: a@example.se\n\nEtt\n", b"From: b@example.se\n\nTv\xe5\n"
ENVIRON = {"SOCIALHUB_IMAP_USER": "anna", "SOCIALHUB_IMAP_PASSWORD": "hem ligt"}


@pytest.mark.parametrize("kind", [mailbox.mbox, mailbox.Maildir])
def test_mails_are_read_from_files_and_left_there(tmp_path, kind):
    path = tmp_path / "post"
    box = kind(str(path), create=True)
    for data in (FIRST, SECOND):
        box.add(data)
    box.flush()
    for _ in range(2):
        found = sorted(file_mails(str(path)))
        assert [each.replace(b"\r\n", b"\n").strip() for each in found] == [
            FIRST.strip(),
            SECOND.strip(),
        ]


def test_what_is_no_mailbox_is_told(tmp_path):
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(MailError, match="cannot be read"):
            list(file_mails(str(path)))


class Imap(socketserver.StreamRequestHandler):
    """As much of IMAP4rev1 (RFC 3501) as the mails are asked for with."""

    def handle(self):
        self.wfile.write(b"* OK ready\r\n")
        while line := self.rfile.readline():
            tag, command = line.strip().split(b" ", 1)
            self.server.heard.append(command)
            self.answer(tag, command.lower())

    def answer(self, tag, command):
        if command.startswith(b"login") and b'"hem ligt"' not in command:
            self.wfile.write(tag + b" NO wrong\r\n")
            return
        if command.startswith(b"uid search"):
            self.wfile.write(b"* SEARCH 4 7 9\r\n")
        for uid, data in self.server.mails.items():
            if command.startswith(b"uid fetch %d " % uid):
                head = b"* 1 FETCH (UID %d BODY[] {%d}\r\n" % (uid, len(data))
                self.wfile.write(head + data + b")\r\n")
        if command.startswith(b"capability"):
            self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n")
        self.wfile.write(tag + b" OK done\r\n")


@pytest.fixture
def server():
    """An IMAP server on loopback with two mails, and a third that has just gone."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Imap) as server:
        server.daemon_threads = True
        server.mails, server.heard = {4: FIRST, 9: SECOND}, []
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def connect(server):
    """A connection to it, without the TLS that a real one has."""
    return lambda host: imaplib.IMAP4(host, server.server_address[1], timeout=5)


def test_mails_are_read_from_a_server_and_left_there_unread(server, connect):
    assert list(server_mails("127.0.0.1", ENVIRON, connect=connect)) == [FIRST, SECOND]
    heard = b" ".join(server.heard)
    assert b"EXAMINE INBOX" in heard
    assert heard.count(b"(BODY.PEEK[])") == 3
    assert b"STORE" not in heard


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({}, "SOCIALHUB_IMAP_USER"),
        (ENVIRON | {"SOCIALHUB_IMAP_PASSWORD": ""}, "SOCIALHUB_IMAP_PASSWORD"),
        (ENVIRON | {"SOCIALHUB_IMAP_PASSWORD": "fel"}, "wrong"),
        (ENVIRON | {"SOCIALHUB_IMAP_USER": "a\r\nA1 DELETE INBOX"}, "one line"),
    ],
)
def test_why_a_server_gives_nothing_is_told_without_the_password(server, connect, environ, told):
    with pytest.raises(MailError, match=told) as caught:
        list(server_mails("127.0.0.1", environ, connect=connect))
    assert "hem ligt" not in str(caught.value)
    assert not [each for each in server.heard if each.startswith(b"DELETE")]


def test_a_server_without_tls_is_told_no_password(server):
    def connect(host):
        return encrypted_connection(host, port=server.server_address[1])

    with pytest.raises(MailError, match="does not give"):
        list(server_mails("127.0.0.1", ENVIRON, connect=connect))
    assert not [each for each in server.heard if b"LOGIN" in each]
