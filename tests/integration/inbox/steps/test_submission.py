"""What is handed in is checked before anything is kept."""

from base64 import b64encode

import pytest
import transaction
from helpers.integration.inbox.steps import at_once, is_refused
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.messages.store import messages_of

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    "more",
    [
        *({"channel": value} for value in (["x"], {"a": 1}, 5, None, "nej")),
        *({"text": value} for value in ("", 5, ["x"], {"a": 1}, " \x00\ud800 ", "x" * 20_001)),
        *({"kind": value} for value in (["direct"], {"a": 1}, 5, "hemlig")),
        *({"sender": value} for value in ("anna", 5, ["x"], {"name": 5}, {"name": {"a": 1}})),
        *({"published": value} for value in (5, "igår", ["x"], "0001-01-01", "9999-12-31T23:59")),
        *({"permalink": value} for value in ("javascript:alert(1)", "http://[::1", 5, "/a")),
        *({"files": value} for value in (5, "x", {"a": 1}, ["x"], [{}], [None])),
        *({"files": [{"filename": name, "data": ""}]} for name in (5, None, ["x"], {"a": 1})),
        *({"files": [{"filename": "a.png", "data": each}]} for each in (5, None, "å", "====", "x")),
        {"files": [{"filename": f"{n}.png", "data": "iVBORw0KGgo="} for n in range(200)]},
        {"files": [{"filename": "a.png", "data": "iVBORw0KGgo="}] * 200},
        {"files": [{"filename": "a.zip", "data": b64encode(b"PK\x03\x04").decode()}]},
        {"files": [{"filename": "a.svg", "data": b64encode(b"<svg/>").decode()}]},
        {"files": [{"filename": "a.wav", "data": b64encode(b"RIFF1234WAVE").decode()}]},
    ],
)
def test_what_cannot_be_handed_in_is_refused(channel, receive, rest, untouched, more):
    receive()
    untouched()
    body = {"text": "Hej", "channel": channel.UID()} | more
    answer = rest("anna").post("hub/@messages", json=body)
    assert is_refused(answer), answer.text[:300]


def test_files_with_strange_names_are_all_kept(hub, channel, rest):
    names = ("../../etc/passwd", "a\x00\r\nb.png", "a/x.png", "b\\x.png", "x.png", "", "\ud800.png")
    files = [
        {"filename": name, "data": b64encode(PNG + bytes([n])).decode()}
        for n, name in enumerate(names)
    ]
    body = {"text": "Hej", "channel": channel.UID(), "files": files}
    assert rest("anna").post("hub/@messages", json=body).status_code == 201
    transaction.begin()
    found = messages_of(hub).files(1)
    assert sorted(found.values()) == [PNG + bytes([n]) for n in range(len(names))]
    assert all(name.isprintable() and not set(name) & set('/\\<>"') for name in found)


def test_a_message_that_was_handed_in_twice_at_once_is_one(hub, channel, rest):
    body = {"text": "Hej", "channel": channel.UID(), "permalink": "https://example.org/1"}
    answers = at_once(*((rest("anna"), "hub/@messages", body) for _ in range(2)))
    assert [each.json()["id"] for each in answers] == [1, 1]
    transaction.begin()
    assert len(messages_of(hub)) == 1


def test_what_is_there_already_is_shown_to_those_alone_who_may_see_it(
    channel, rest, make_functional_channel
):
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = make_functional_channel("annan", responsible="cia")
    body = {"text": "Hej", "permalink": "https://example.org/1", "channel": channel.UID()}
    assert rest("anna").post("hub/@messages", json=body).json()["excerpt"] == "Hej"
    again = rest("cia").post("hub/@messages", json=body | {"channel": other.UID()})
    assert again.json() == {"id": 1}


def test_what_was_written_somewhere_else_is_kept_and_cannot_be_taken_down(channel, rest, hub):
    anna, page = rest("anna"), "https://elakt.example.org/trad/7"
    body = {"text": "Skräp", "channel": channel.UID(), "kind": "elsewhere", "permalink": page}
    made = anna.post("hub/@messages", json=body).json()
    assert (made["publication"], made["kind"]) == ("elsewhere", "public")
    act = {"rules": ["K1a"], "reason": "Förtal"}
    url = f"hub/@messages/{made['id']}"
    assert anna.post(f"{url}/act", json=act).json()["guard"] == "ours"
    assert anna.post(f"{url}/mark", json=act).json()["facts"]["rules"] == ["K1a"]
    transaction.begin()
    assert messages_of(hub).first_mismatch() is None
