"""A direct message goes to the authority's mailbox, from its section, before it can be closed."""

import json

import pytest
import transaction
from helpers.integration.inbox.records import MAILBOX, PICTURE, point
from mailserver import plain

from katrineholm.socialhub.core.messages.integrity import canonical_json, sha256_hex
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.mail_import import import_mails
from katrineholm.socialhub.inbox.oversight.mailbox_section import mail_attachments


def send(submit, people, number, who="anna", **more):
    return submit(people[who], "hub/@@send-to-mailbox", {"number": str(number)}, **more)


def test_a_real_mail_server_gets_it_with_the_message_id_and_the_hash_of_the_log(
    direct, hub, people, submit, post, log
):
    answer = send(submit, people, direct)
    assert answer.headers["Location"].endswith(f"/hub/@@messages/{direct}#socialhub-done")
    [mail] = [mail for receivers, mail in post.mails if receivers == [MAILBOX]]
    told = log(direct, "to-mailbox")["given"]
    assert (mail["Message-ID"], mail["To"]) == (told["message_id"], MAILBOX)
    assert (told["mailbox"], mail["Bcc"]) == (MAILBOX, None)
    assert f"{direct}: Bloggen" in mail["Subject"]
    data, words, picture = mail.iter_attachments()
    assert [each.get_filename() for each in (data, words, picture)] == [
        f"meddelande-{direct}.json",
        f"meddelande-{direct}.txt",
        "bild.png",
    ]
    content = json.loads(data.get_content())
    assert sha256_hex(data.get_content()) == told["sha256"] == sha256_hex(canonical_json(content))
    assert content["captured"]["text"] == "Lyset är trasigt\n<b>på torget</b>"
    assert content["files"] == {"bild.png": sha256_hex(PICTURE)}
    assert "Lyset är trasigt" in words.get_content()
    assert "Eva" in words.get_content()
    assert picture.get_content() == PICTURE
    assert "Lyset" not in plain(mail)
    assert "in_mailbox" in messages_of(hub).state(direct).record


def test_without_a_mailbox_in_the_settings_it_is_refused_in_one_sentence(
    direct, people, submit, post, hub, log, sections
):
    point(post.port, mailbox=None)
    answer = send(submit, people, direct)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert log(direct, "to-mailbox") is None
    assert "@@send-to-mailbox" not in sections("anna", direct)


def test_a_double_click_hands_it_over_once(direct, post_as, hub):
    assert post_as("anna", "send-to-mailbox", number=direct) == "done"
    assert post_as("anna", "send-to-mailbox", number=direct) == "refused"
    hub._p_jar.sync()
    assert [line["step"] for line in messages_of(hub).log(direct)].count("to-mailbox") == 1


@pytest.mark.parametrize("number", ["", "0", "99", "x", "1e3", "9" * 40])
def test_there_is_no_such_message(direct, people, submit, number):
    assert send(submit, people, number).status_code == 404


def test_the_files_of_a_mail_leave_within_it_and_not_a_second_time(channel, hub):
    part = b"\r\nContent-Type: image/png; name=a.png\r\n\r\nx\r\n--x"
    head = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x"
    import_mails(channel, [head + part + b"--"], now=1_790_000_000)
    assert set(messages_of(hub).files(1)) == {"e-brev.eml", "a.png"}
    names = [each.name for each in mail_attachments(hub, 1)]
    assert names == ["meddelande-1.json", "meddelande-1.txt", "e-brev.eml"]


def test_what_has_not_left_the_site_is_said_to_wait(direct, people, submit, post, sections):
    post.says["DATA"] = "452 4.2.2 Full"
    send(submit, people, direct)
    transaction.begin()
    shown = sections("anna", direct)
    assert "utkorgen" in shown
    assert MAILBOX in shown


@pytest.mark.parametrize(
    ("who", "outcome"),
    [("anna", "done"), ("cia", "login"), ("rut", "refused"), ("arne", "login"), (None, "login")],
)
def test_who_may_hand_it_over(direct, post_as, log, who, outcome):
    assert post_as(who, "send-to-mailbox", number=direct) == outcome
    assert bool(log(direct, "to-mailbox")) == (outcome == "done")


def test_another_sites_form_hands_nothing_over(direct, people, submit, log):
    assert send(submit, people, direct, token=False).status_code == 403
    assert log(direct, "to-mailbox") is None


def test_a_public_message_has_no_such_section(receive, sections):
    assert "socialhub-mailbox" not in sections("anna", receive())
    assert "socialhub-mailbox" in sections("anna", receive("Två", is_direct=True))
