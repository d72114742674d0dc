"""The evidence of a message is completed over REST: checked, limited, and only by whoever may."""

from base64 import b64encode

import pytest
import transaction
from settling import close

from katrineholm.socialhub.core.messages.content import known_content
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.intake.mail_import import import_mails
from katrineholm.socialhub.inbox.steps.completion import missing_evidence
from katrineholm.socialhub.inbox.steps.submission import MAX_FILE_SIZE

PNG = b"\x89PNG\r\n\x1a\n"
WRONG = (5, 1.5, True, ["x"], {"a": 1}, "\ud800", "x" * 30_000, -(2**70), [[]])
SEEN = {
    "text": "Jag ska ta dig",
    "sender": {"handle": "@arg"},
    "published": "2026-05-04T18:00+02:00",
}


def file(name="skärm.png", data=PNG):
    return {"filename": name, "data": b64encode(data).decode()}


@pytest.fixture
def complete(rest):
    """A function that completes a message: ``complete(number, {…}, who="anna")``; the answer."""

    def complete(number, data, who="anna"):
        answer = rest(who).post(f"hub/@messages/{number}/complete", json=data)
        transaction.begin()
        return answer

    return complete


def lines(hub, number):
    return [line for line in messages_of(hub).log(number) if line["step"] == "completed"]


def test_what_is_seen_is_added_beside_what_came_in(receive, complete, hub):
    number = receive("", reported={"reason": "K1", "text": "Någon hotas"})
    shown = complete(number, SEEN | {"files": [file()]}).json()
    assert (shown["excerpt"], shown["sender"]) == ("Jag ska ta dig", "@arg")
    assert (shown["captured"]["text"], shown["captured"]["sender"]) == ("", "unknown")
    assert shown["files"] == ["skärm.png"]
    [line] = shown["completed"]
    assert (line["who"], line["given"]["text"]) == ("Anna", "Jag ska ta dig")
    assert line["given"]["sender"] == {"handle": "@arg"}
    assert messages_of(hub).first_mismatch() is None


def test_what_is_left_out_stays_and_what_is_given_empty_is_not_known(receive, complete, hub):
    number = receive("Text", sender={"name": "Eva", "id": "7"})
    complete(number, {"sender": {"handle": "@eva"}})
    assert known_content(messages_of(hub)[number])["sender"] == {
        "name": "Eva",
        "handle": "@eva",
        "id": "7",
    }
    complete(number, {"sender": {"name": ""}, "text": ""})
    known = known_content(messages_of(hub)[number])
    assert (known["text"], known["sender"]) == ("Text", {"handle": "@eva", "id": "7"})
    complete(number, {"sender": "unknown"})
    assert known_content(messages_of(hub)[number])["sender"] == "unknown"


@pytest.mark.parametrize("name", ["text", "sender", "published", "files"])
@pytest.mark.parametrize("value", WRONG, ids=lambda value: str(value)[:9])
def test_wrong_types_are_refused_and_nothing_is_written(receive, complete, hub, name, value):
    number = receive()
    answer = complete(number, {name: value})
    assert answer.status_code == 400 or (name, value) == ("text", "\ud800"), answer.text
    assert messages_of(hub).files(number) == {}
    assert messages_of(hub).first_mismatch() is None


@pytest.mark.parametrize(
    "files",
    [
        [file(data=b"<script>alert(1)</script>")],
        [file("x.png", b"MZ\x90")],
        [file(str(at)) for at in range(11)],
        [file(data=PNG + b"x" * MAX_FILE_SIZE)],
        [{"filename": "a.png", "data": "***"}],
        [{"filename": 5, "data": ""}],
        "x",
    ],
    ids=["script", "program", "many", "large", "no base64", "no name", "no list"],
)
def test_files_that_are_not_taken_leave_nothing_of_the_rest(receive, complete, hub, files):
    number = receive("")
    assert complete(number, SEEN | {"files": files}).status_code == 400
    assert (lines(hub, number), messages_of(hub).files(number)) == ([], {})


def test_the_limits_hold_for_all_that_a_message_has(receive, complete, hub):
    number = receive(files={f"{at}.png": PNG for at in range(9)})
    assert complete(number, {"files": [file(data=PNG + b"9")]}).status_code == 200
    assert complete(number, {"files": [file(data=PNG + b"10")]}).status_code == 400
    assert len(messages_of(hub).files(number)) == 10


def test_what_a_mail_brought_takes_nobodys_room_and_is_no_screenshot(channel, complete, hub):
    part = b"\r\nContent-Type: image/png\r\n\r\nx\r\n--x"
    head = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x"
    mails = [b"Subject: Hej\r\n\r\nHej", head + part * 12 + b"--"]
    import_mails(channel, mails, now=1_790_000_000, is_direct=False)
    transaction.commit()
    assert [missing_evidence(hub, number) for number in (1, 2)] == [{"screenshot"}, {"text"}]
    assert complete(2, {"files": [file()]}).status_code == 200
    assert len(messages_of(hub).files(2)) == 14


@pytest.mark.parametrize("is_abuse", [False, True])
@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\u2060", "\u00ad \u200d", "\ufeff"])
def test_what_shows_nothing_is_no_evidence(receive, complete, hub, rest, text, is_abuse):
    number = receive("", reported={"reason": "K1", "text": "Någon hotas"})
    sent = {"files": [file(data=b"")], "text": text, "suspected_abuse": is_abuse}
    assert complete(number, sent).status_code == 400
    assert complete(number, {"text": text}).status_code == 400
    given = {"rules": ["K1a"], "reason": "Förtal"}
    assert rest("anna").post(f"hub/@messages/{number}/act", json=given).status_code == 200
    for step in ("seal", "unpublish", "delete"):
        answer = rest("anna").post(f"hub/@messages/{number}/{step}", json={"confirmed": True})
        assert answer.status_code == 400
    assert not messages_of(hub).has_content(number)


@pytest.mark.parametrize("is_abuse", [False, True])
def test_what_is_sent_twice_is_added_once(receive, complete, hub, is_abuse):
    number, data = receive(""), SEEN | {"files": [file()], "suspected_abuse": is_abuse}
    assert [complete(number, data).status_code for _ in range(2)] == [200, 400]
    assert len(lines(hub, number)) == 1


def test_a_file_takes_no_others_place_and_no_path(receive, complete, hub):
    long = "å" * 120 + ".png"
    number = receive(files={"a.png": PNG})
    complete(
        number,
        {
            "files": [
                file("../../a.png", PNG + b"2"),
                file(long, PNG + b"3"),
                file(long, PNG + b"4"),
            ]
        },
    )
    files = messages_of(hub).files(number)
    assert (files["a.png"], files["a (2).png"], len(files)) == (PNG, PNG + b"2", 4)
    assert not any("/" in name for name in files)
    assert messages_of(hub).first_mismatch() is None


def test_of_a_suspected_image_of_abuse_only_hashes_are_kept(receive, complete, hub):
    number = receive(files={"a.png": PNG})
    for data in (PNG + b"2", PNG + b"3"):
        answer = complete(number, {"suspected_abuse": True, "files": [file("a.png", data)]})
        assert answer.status_code == 200
    assert messages_of(hub).files(number) == {"a.png": PNG}
    assert sorted(known_content(messages_of(hub)[number])["withheld"]) == ["a (2).png", "a (3).png"]


def test_what_is_said_to_be_one_gets_no_file_whatever_is_ticked(receive, complete, hub, do_act):
    number = receive()
    do_act(number, ["L5"])
    assert complete(number, {"suspected_abuse": False, "files": [file()]}).status_code == 200
    assert messages_of(hub).files(number) == {}
    assert list(known_content(messages_of(hub)[number])["withheld"]) == ["skärm.png"]


@pytest.fixture
def do_act(rest):
    def do_act(number, rules):
        data = {"rules": rules, "reason": "Se bilden"}
        assert rest("anna").post(f"hub/@messages/{number}/act", json=data).status_code == 200
        transaction.begin()

    return do_act


@pytest.mark.parametrize(
    ("who", "status"), [("anna", 200), ("cia", 403), ("rut", 403), ("arne", 403), ("", 401)]
)
def test_who_may_complete_it(receive, complete, hub, who, status):
    number = receive("")
    assert complete(number, SEEN, who).status_code == status
    assert len(lines(hub, number)) == (status == 200)


def test_nothing_is_added_to_what_is_closed_and_nothing_twice(receive, complete, rest, hub):
    number = receive("")
    assert complete(number, SEEN).status_code == 200
    assert complete(number, SEEN).status_code == 400
    answer = close(rest("anna"), number)
    assert answer.status_code == 200, answer.text
    assert complete(number, {"text": "Annat"}).status_code == 400
    assert len(lines(hub, number)) == 1
