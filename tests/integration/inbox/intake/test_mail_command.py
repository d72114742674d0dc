"""The command that takes a mailbox in."""

import logging
import mailbox
from argparse import ArgumentParser
from email.message import EmailMessage
from threading import Event
from time import time

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake import mail_command
from katrineholm.socialhub.inbox.steps.mail_batches import PAUSE
from katrineholm.socialhub.inbox.steps.mails import send_held_back
from katrineholm.socialhub.refresh.settings import OperatorError
from katrineholm.socialhub.site.mail import outbox

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


def test_the_command_takes_a_mailbox_in_batches_and_tells_of_the_first_at_once(
    channel, hub, order, box, caplog
):
    mails = [mail(f"Fråga {number}", id=number) for number in range(mail_command.BATCH + 2)]
    path = box(*mails)
    with caplog.at_level(logging.INFO, logger="katrineholm.socialhub"):
        assert order(path, "--channel", "hub/kultur/bloggen") == 0
        assert order(path, "--channel", "/plone/hub/kultur/bloggen") == 0
    told = [record.getMessage() for record in caplog.records if "taken" in record.getMessage()]
    assert told == [
        "22 mails taken, 0 known before, 0 refused",
        "0 mails taken, 22 known before, 0 refused",
    ]
    assert len(messages_of(hub)) == 22
    [letter] = outbox.queued_mails(api.portal.get())
    assert letter["subject"] == f"Nya meddelanden: {mail_command.BATCH}"
    send_held_back(hub, int(time()) + PAUSE)
    letters = outbox.queued_mails(api.portal.get())
    assert [each["subject"] for each in letters[1:]] == ["Nya meddelanden: 2"]


def test_the_command_says_which_mail_was_refused(channel, hub, order, box, caplog):
    path = box(mail(), b"\n\n")
    assert order(path, "--channel", "hub/kultur/bloggen") == 1
    assert "Mail 2: It is empty." in caplog.text
    assert len(messages_of(hub)) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--channel", "hub/kultur/bloggen"), "Say where the mails are"),
        (("a", "--imap", "b", "--channel", "hub/kultur/bloggen"), "Say where the mails are"),
        (("finns-inte", "--channel", "hub/kultur/bloggen"), "cannot be read"),
        (("finns-inte", "--channel", "hub/kultur/annan"), "There is no channel"),
        (("--imap", "h", "--channel", "hub/kultur/bloggen"), "SOCIALHUB_IMAP_USER"),
    ],
)
def test_what_cannot_begin_is_told_to_the_operator(channel, order, monkeypatch, words, told):
    monkeypatch.delenv("SOCIALHUB_IMAP_USER", raising=False)
    with pytest.raises(OperatorError, match=told):
        order(*words)
