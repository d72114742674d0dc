"""Mails become messages, each once, and nothing of them is lost."""

import re
from email.message import EmailMessage
from hashlib import sha256

import pytest
import transaction
from hostilemails import HOSTILE
from officers import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from settling import settle

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.flow import HANDLERS
from katrineholm.socialhub.core.messages.integrity import is_seal_intact
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.mail_import import SOURCE_FILE, ImportResult, import_mails
from katrineholm.socialhub.inbox.intake.public_submissions import Contact, take_contact
from katrineholm.socialhub.inbox.steps.deadlines import current_deadline
from katrineholm.socialhub.inbox.steps.threads import thread_numbers
from katrineholm.socialhub.site.pages.signatures import signature

SENT = "Mon, 4 May 2026 12:00:00 +0200"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def mail(text="När öppnar ni?", id="1", files=(), sent=SENT, **headers):
    message = EmailMessage()
    message["From"], message["Subject"] = "Eva Ek <eva@example.se>", "Öppettider"
    message["Message-ID"], message["Date"] = f"<{id}@example.se>", sent
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="zip", filename=name)
    return message.as_bytes()


def test_a_mail_is_a_direct_message_to_whoever_answers(channel, hub):
    assert import_mails(channel, [mail()], now=NOW) == ImportResult(1, 0)
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
    assert current_deadline(message) > NOW


def test_a_mail_is_kept_as_it_came_and_sealed_with_all_that_it_brought(channel, hub):
    files = [("a.docx", b"PK\3\4"), ("../../virus.exe", b"MZ" * 10), (SOURCE_FILE, b"en till")]
    data = mail("Lång " * 40_000, files=[*files, *((f"{n}.png", PNG) for n in range(20))])
    import_mails(channel, [data], now=NOW)
    messages = messages_of(hub)
    kept = messages.files(1)
    assert kept[SOURCE_FILE] == data
    assert len(kept) == 1 + 3 + 20
    assert (kept["a.docx"], kept["virus.exe"]) == (b"PK\3\4", b"MZ" * 10)
    assert kept["e-brev (2).eml"] == b"en till"
    assert len(messages[1]["captured"]["text"]) > 199_000
    assert messages[1]["captured"]["mail"]["is_cut"] is False
    [seal] = messages.evidence(1)
    assert seal["files"][SOURCE_FILE] == sha256(data).hexdigest()
    assert (seal["about"]["title"], seal["by"]) == ("Bloggen", "")
    assert is_seal_intact(seal, messages.hashes(1))
    assert "sealed" in messages.state(1).record
    assert messages.first_mismatch() is None


def test_each_mail_is_taken_once(channel, hub):
    assert import_mails(channel, [mail(), mail(), mail("Hej", id="2")], now=NOW) == ImportResult(
        2, 1
    )
    assert import_mails(channel, [mail()], now=NOW) == ImportResult(0, 1)
    assert import_mails(channel, [mail("Samma id, annan text")], now=NOW) == ImportResult(1, 0)
    assert len(messages_of(hub)) == 3


def test_a_mail_that_is_nothing_stops_no_other(channel, hub):
    found = import_mails(channel, [b"", mail(), b"\r\n"], now=NOW, first=11)
    assert (found.taken, found.known) == (1, 0)
    assert found.refused == ("Mail 11: It is empty.", "Mail 13: It is empty.")


def test_hostile_mails_are_all_kept_as_they_came(channel, hub):
    assert import_mails(channel, HOSTILE.values(), now=NOW) == ImportResult(len(HOSTILE), 0)
    messages = messages_of(hub)
    for number, (name, data) in enumerate(HOSTILE.items(), start=1):
        assert messages.file(number, SOURCE_FILE) == data, name
    assert messages.first_mismatch() is None


def test_of_very_many_files_the_first_are_listed_and_the_others_counted(channel, hub):
    import_mails(channel, [HOSTILE["10,000 files"]], now=NOW)
    told = messages_of(hub)[1]["captured"]["mail"]
    assert (len(told["files"]), told["more"]) == (200, 9_800)


@pytest.mark.parametrize("sent", [SENT.replace("2026", "9999"), SENT.replace("2026", "1900")])
def test_a_time_that_cannot_be_is_not_believed(channel, hub, sent):
    import_mails(channel, [mail(sent=sent)], now=NOW)
    assert messages_of(hub)[1]["captured"]["published"] is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Return_Path": "<>"},
        {"List_Id": "<nytt.example.se>"},
        {"Precedence": "bulk"},
    ],
)
def test_what_a_program_has_sent_has_no_deadline_until_somebody_takes_it_on(channel, hub, headers):
    import_mails(channel, [mail(**headers)], now=NOW)
    messages = messages_of(hub)
    assert (messages[1]["who"], current_deadline(messages[1])) == ("anna", None)
    import_mails(channel, [mail("Om en kommentar", **headers)], now=NOW, is_direct=False)
    assert current_deadline(messages[2]) > NOW
    assert messages.first_mismatch() is None


def announced(text, id="1", **headers):
    """A service's mail; made up."""
    sender = {"From": "LinkedIn <notifications-noreply@linkedin.com>", "List_Unsubscribe": "<x>"}
    made = mail(text, id=id, **headers)
    for name, value in sender.items():
        made = re.sub(rb"(?m)^From: .*\n", b"", made) if name == "From" else made
        made = f"{name.replace('_', '-')}: {value}\n".encode() + made
    return made


ANNOUNCED = (
    "Eva Ek commented on your post\n\nNär öppnar ni?\n\nReply: https://www.linkedin.com/comm/feed/"
    "update/urn:li:activity:7?midToken=hemlig\n"
)


@pytest.mark.parametrize("is_direct", [True, False])
def test_of_a_services_mail_the_author_is_the_sender_and_never_the_program(channel, hub, is_direct):
    mails = [announced(ANNOUNCED), announced("Your week on LinkedIn", id="2")]
    import_mails(channel, mails, now=NOW, is_direct=is_direct)
    messages = messages_of(hub)
    read, unread = messages[1]["captured"], messages[2]["captured"]
    assert (read["sender"], read["text"]) == ({"name": "Eva Ek"}, "När öppnar ni?")
    assert read["permalink"] == "https://www.linkedin.com/feed/update/urn:li:activity:7"
    assert (unread["sender"], unread["text"], unread["permalink"]) == (
        "unknown",
        "Your week on LinkedIn",
        "",
    )
    assert [each["mail"]["service"] for each in (read, unread)] == ["LinkedIn", "LinkedIn"]
    # A person waits for an answer to the one; what the other is only the public's channel may say.
    assert current_deadline(messages[1]) > NOW
    assert bool(current_deadline(messages[2])) is not is_direct
    assert messages.first_mismatch() is None


def watched(hub, number):
    given = {"reason": "Vi väntar"}
    settle(messages_of(hub), number, NOW)
    messages_of(hub).take(number, "watch", who="anna", roles=HANDLERS, given=given, now=NOW)


def test_an_answer_joins_the_thread_and_opens_what_is_watched(channel, hub):
    import_mails(channel, [mail()], now=NOW)
    watched(hub, 1)
    import_mails(channel, [mail("Hallå?", id="2", In_Reply_To="<1@example.se>")], now=NOW + 9)
    messages = messages_of(hub)
    assert thread_numbers(hub, 1) == thread_numbers(hub, 2) == [1, 2]
    assert messages.state(1).handling == "assessing"
    late = mail("Tack", id="3", References="<1@example.se> <2@example.se>")
    import_mails(channel, [late, mail("Annat", id="4")], now=NOW + 99)
    assert thread_numbers(hub, 2) == [1, 2, 3]
    assert thread_numbers(hub, 4) == []
    assert messages.first_mismatch() is None


@pytest.mark.parametrize("header", ["Auto_Submitted", "X_Other"])
def test_what_a_program_answers_joins_the_thread_and_opens_nothing(channel, hub, header):
    import_mails(channel, [mail()], now=NOW)
    watched(hub, 1)
    away = mail("Jag är borta", id="2", In_Reply_To="<1@example.se>", **{header: "auto-replied"})
    import_mails(channel, [away], now=NOW + 9)
    assert thread_numbers(hub, 1) == [1, 2]
    is_person = header == "X_Other"
    assert messages_of(hub).state(1).handling == ("assessing" if is_person else "watched")


def test_an_answer_in_the_same_batch_joins_too_and_none_joins_itself(channel, hub):
    answer = mail("Hallå?", id="2", In_Reply_To="<1@example.se>")
    itself = mail("Jag själv", id="3", In_Reply_To="<3@example.se>")
    import_mails(channel, [answer, mail(), itself], now=NOW)
    assert thread_numbers(hub, 1) == thread_numbers(hub, 2) == [2, 1]
    assert thread_numbers(hub, 3) == []


def test_an_answer_to_what_came_by_a_form_is_led_there_by_the_address(channel, hub):
    take_contact(channel, Contact("Tid", "När?"), now=NOW)
    mark = signature("reply", hub.UID(), "1")[:20]
    address = f"kommun+1-{mark}@example.se"
    import_mails(channel, [mail("Tack!", To=address)], now=NOW)
    assert thread_numbers(hub, 1) == [1, 2]
    forged = address.replace("+1-", "+2-")
    import_mails(channel, [mail("Fel", id="9", To=forged)], now=NOW)
    assert thread_numbers(hub, 3) == []


def sent_about(hub, number, id="<ours@example.se>"):
    messages_of(hub).record(number, "sent", {"message_id": id}, who="anna", now=NOW)
    return id


@pytest.mark.parametrize("header", ["In_Reply_To", "References"])
def test_a_reply_to_what_we_have_sent_joins_without_any_mark(channel, hub, header):
    take_contact(channel, Contact("Tid", "När?"), now=NOW)
    import_mails(channel, [mail("Tack!", **{header: sent_about(hub, 1)})], now=NOW)
    assert thread_numbers(hub, 1) == [1, 2]
    assert messages_of(hub).first_mismatch() is None


def test_what_we_have_sent_and_a_server_sends_back_joins(channel, hub):
    take_contact(channel, Contact("Tid", "När?"), now=NOW)
    ours = f"Message-ID: {sent_about(hub, 1)}\nSubject: Svar\n\nI juni."
    returned = (
        "From: MAILER-DAEMON@example.se\nMessage-ID: <9@example.se>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; boundary="x"\n\n--x\nContent-Type: text/plain\n\n'
        f"Gick inte fram\n--x\nContent-Type: message/rfc822\n\n{ours}\n--x--\n"
    )
    import_mails(channel, [returned.encode()], now=NOW)
    assert thread_numbers(hub, 1) == [1, 2]


def test_a_channel_that_does_not_speak_receives_no_mail(channel, hub):
    with api.env.adopt_user(SITE_OWNER_NAME):
        set_state(channel, "closed")
    transaction.commit()
    with pytest.raises(Refused):
        import_mails(channel, [mail()], now=NOW)
    assert len(messages_of(hub)) == 0
