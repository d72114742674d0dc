"""A report to the police is noted; of suspected images of abuse no copy is held."""

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest
import transaction
from days import local_day

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.mail_import import import_mails
from katrineholm.socialhub.inbox.steps.submission import file_records, incoming_message


@pytest.fixture
def acted(receive, do):
    number = receive()
    do("anna", number, "act", rules=["L1"], reason="Hot")
    transaction.commit()
    return number


def report(days=0, reference="5000-K1-26"):
    return {"day": (local_day() - timedelta(days)).isoformat(), "reference": reference}


def test_a_report_to_the_police_is_noted(acted, post_as, log, sections):
    assert post_as("anna", "note-police", number=acted, **report()) == "done"
    assert dict(log(acted, "police")["given"]) == report()
    assert "5000-K1-26" in sections("anna", acted)


@pytest.mark.parametrize(
    "form",
    [lambda: report(-1), lambda: report() | {"day": "i går"}, lambda: report(reference=" ")],
    ids=["a day to come", "no day", "no reference"],
)
def test_a_report_without_day_or_reference_is_refused(acted, post_as, log, form):
    assert post_as("anna", "note-police", number=acted, **form()) == "refused"
    assert log(acted, "police") is None


@pytest.mark.parametrize(
    ("who", "outcome"),
    [(None, "login"), ("cia", "login"), ("arne", "login"), ("rut", "done"), ("anna", "done")],
)
def test_who_may_note_it(acted, post_as, who, outcome):
    assert post_as(who, "note-police", number=acted, **report()) == outcome


def test_what_breaks_no_rule_has_no_such_section(receive, sections, post_as):
    number = receive("Snällt")
    assert "socialhub-police" not in sections("anna", number)
    assert post_as("anna", "note-police", number=number, **report()) == "refused"


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
    assert messages_of(hub).first_mismatch() is None


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
    assert messages_of(hub).first_mismatch() is None
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
    assert messages.first_mismatch() is None


def test_what_was_sent_directly_loses_its_files_with_the_mark(receive, hub, do, sections):
    number = receive(files={"a.png": PICTURE}, is_direct=True)
    do("anna", number, "mark", rules=["L5"], reason="Se filen")
    transaction.commit()
    assert messages_of(hub).files(number) == {}
    assert messages_of(hub).first_mismatch() is None
    assert sha256(PICTURE).hexdigest() in sections("anna", number)


def test_other_rules_let_files_be(receive, hub, do):
    number = receive(files={"a.png": PICTURE})
    do("anna", number, "act", rules=["K3"], reason="Se filen")
    assert messages_of(hub).files(number) == {"a.png": PICTURE}
