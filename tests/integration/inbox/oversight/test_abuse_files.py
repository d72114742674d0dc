"""Of suspected images of child sexual abuse no copy is held, and what is known of them stays."""

from base64 import b64encode
from hashlib import sha256

import pytest
import transaction

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.mail_import import import_mails
from katrineholm.socialhub.inbox.steps.submission import file_records, incoming_message

PICTURE = b"\x89PNG\r\n\x1a\n" + b"bild" * 20
FILM = b"\x00\x00\x00\x18ftypmp42"
NOW = 1_790_000_000


def known(data, kind):
    return {"sha256": sha256(data).hexdigest(), "size": len(data), "type": kind}


def test_of_such_files_only_hash_size_and_type_are_known():
    files = {"C:\\bilder\\a.png": PICTURE, "film.mp4": FILM}
    assert file_records(files) == {
        "a.png": known(PICTURE, "image/png"),
        "film.mp4": known(FILM, "application/octet-stream"),
    }


def test_a_hand_in_of_one_keeps_no_file():
    data = {"text": "Se bifogad fil", "suspected_abuse": True}
    made = incoming_message(data, {"film.mp4": FILM}, channel="c", how="typed", now=NOW)
    assert made.files == {}
    assert list(made.captured["withheld"]) == ["film.mp4"]
    many = {str(number): PICTURE for number in range(11)}
    with pytest.raises(Refused):
        incoming_message(data, many, channel="c", how="typed", now=NOW)
    kept = incoming_message({"text": "x"}, {"a.png": PICTURE}, channel="c", how="typed", now=NOW)
    assert (kept.files, kept.captured["withheld"]) == ({"a.png": PICTURE}, None)


def test_a_system_that_hands_one_in_leaves_no_byte_of_it(channel, hub, rest, sections):
    body = {
        "text": "Se bifogad fil",
        "channel": channel.UID(),
        "suspected_abuse": True,
        "files": [{"filename": "a.png", "data": b64encode(PICTURE).decode()}],
    }
    number = rest("anna").post("hub/@messages", json=body).json()["id"]
    shown = sections("anna", number)
    assert messages_of(hub).files(number) == {}
    assert sha256(PICTURE).hexdigest() in shown
    assert messages_of(hub).broken() is None


def test_what_turns_out_to_be_one_loses_its_files_with_the_step(receive, hub, do, log, sections):
    number = receive(files={"a.png": PICTURE})
    do("anna", number, "act", rules=["K3", "L5"], reason="Se filen")
    transaction.commit()
    assert messages_of(hub).files(number) == {}
    line = log(number, "drop-files")
    assert line["who"] == "anna"
    assert dict(line["given"])["files"] == {"a.png": known(PICTURE, "image/png")}
    do("anna", number, "delete", confirmed=True)
    transaction.commit()
    [seal] = messages_of(hub).evidence(number)
    assert seal["files"] == {"a.png": sha256(PICTURE).hexdigest()}
    assert messages_of(hub).broken() is None
    assert sha256(PICTURE).hexdigest() in sections("anna", number)


def test_a_mail_of_one_is_not_kept_either_however_many_files_it_has(channel, hub, do):
    head = b"From: a@b.se\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x"
    part = b"\r\nContent-Type: video/mp4\r\n\r\n" + FILM + b"\r\n--x"
    import_mails(channel, [head + part * 12 + b"--"], now=NOW, is_direct=False)
    do("anna", 1, "act", rules=["L5"], reason="Se filen")
    transaction.commit()
    messages = messages_of(hub)
    assert messages.files(1) == {}
    assert len(messages.hashes(1)) == 13
    assert messages.broken() is None


def test_what_was_sent_directly_loses_its_files_with_the_mark(receive, hub, do, sections):
    number = receive(files={"a.png": PICTURE}, is_direct=True)
    do("anna", number, "mark", rules=["L5"], reason="Se filen")
    transaction.commit()
    assert messages_of(hub).files(number) == {}
    assert messages_of(hub).broken() is None
    assert sha256(PICTURE).hexdigest() in sections("anna", number)


def test_other_rules_let_files_be(receive, hub, do):
    number = receive(files={"a.png": PICTURE})
    do("anna", number, "act", rules=["K3"], reason="Se filen")
    assert messages_of(hub).files(number) == {"a.png": PICTURE}
