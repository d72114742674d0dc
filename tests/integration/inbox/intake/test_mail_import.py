"""Mails to a channel's address become messages, each of them once."""

import mailbox
from argparse import ArgumentParser
from email.message import EmailMessage
from threading import Event

import pytest
import transaction
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import place
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import mail_command
from katrineholm.socialhub.inbox.intake.mail_import import Imported, import_mail
from katrineholm.socialhub.refresh.settings import OperatorError

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
SENT = "Mon, 4 May 2026 12:00:00 +0200"


def mail(text="När öppnar ni?", id="1", files=(), sent=SENT):
    message = EmailMessage()
    message["From"], message["Subject"] = "Eva Ek <eva@example.se>", "Öppettider"
    message["Message-ID"], message["Date"] = f"<{id}@example.se>", sent
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="image", subtype="png", filename=name)
    return message.as_bytes()


@pytest.fixture
def order(functional_portal):
    """A function that gives the command: ``order("box", "--channel", path)``; the exit status."""

    def order(*words):
        parser = ArgumentParser()
        mail_command.arguments(parser)
        with api.env.adopt_user(SITE_OWNER_NAME):
            status = mail_command.run(functional_portal, parser.parse_args(words), Event())
        transaction.begin()
        return status

    return order


@pytest.fixture
def box(tmp_path):
    """A function that writes an mbox file with some mails; its path."""

    def box(*mails):
        path = str(tmp_path / "post.mbox")
        made = mailbox.mbox(path)
        for each in mails:
            made.add(each)
        made.flush()
        return path

    return box


def test_a_mail_is_a_direct_message_to_whoever_answers(channel, hub):
    data = mail(files=[("bild.png", PNG), ("../../virus.exe", b"MZ" * 10)])
    assert import_mail(channel, [data], now=NOW) == Imported(1, 0)
    message = messages_of(hub)[1]
    captured = message["captured"]
    assert (message["who"], message["state"]["is_direct"], captured["how"]) == (
        "anna",
        True,
        "mail",
    )
    assert (captured["subject"], captured["text"]) == ("Öppettider", "När öppnar ni?")
    assert captured["sender"] == {"name": "Eva Ek", "contact": "eva@example.se"}
    assert captured["published"] == 1_777_888_800
    assert messages_of(hub).files(1) == {"bild.png": PNG}
    [(name, noted)] = captured["left_out"].items()
    assert (name, noted["size"], noted["reason"].endswith(".")) == ("virus.exe", 20, True)
    assert messages_of(hub).broken() is None


def test_each_mail_is_taken_once(channel, hub):
    assert import_mail(channel, [mail(), mail(), mail("Hej", id="2")], now=NOW) == Imported(2, 1)
    assert import_mail(channel, [mail()], now=NOW) == Imported(0, 1)
    assert import_mail(channel, [mail("Samma id, annan text")], now=NOW) == Imported(1, 0)
    assert len(messages_of(hub)) == 3


def test_a_mail_that_cannot_be_read_stops_no_other(channel, hub):
    found = import_mail(channel, [b"", mail(), b"\r\n"], now=NOW, first=11)
    assert (found.taken, found.known) == (1, 0)
    assert found.refused == ("Mail 11: It is empty.", "Mail 13: It is empty.")


def test_two_hundred_files_are_noted_and_ten_are_kept(channel, hub):
    files = [(f"{number}.png", PNG) for number in range(230)]
    import_mail(channel, [mail(files=files)], now=NOW)
    left_out = messages_of(hub)[1]["captured"]["left_out"]
    assert len(messages_of(hub).files(1)) == 10
    assert len(left_out) == 190 + 1
    assert "30" in left_out["…"]["reason"]


@pytest.mark.parametrize("sent", [SENT.replace("2026", "9999"), SENT.replace("2026", "1900")])
def test_a_time_that_cannot_be_is_not_believed(channel, hub, sent):
    import_mail(channel, [mail(sent=sent)], now=NOW)
    assert messages_of(hub)[1]["captured"]["published"] is None


def test_a_channel_that_does_not_speak_receives_no_mail(channel, hub, order, box):
    with api.env.adopt_user(SITE_OWNER_NAME):
        place(channel, "closed")
    transaction.commit()
    with pytest.raises(OperatorError, match="official"):
        order(box(mail()), "--channel", "hub/kultur/bloggen")
    assert len(messages_of(hub)) == 0
