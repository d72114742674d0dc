"""An officer writes down what came in by another way."""

import re

import pytest
import transaction

from katrineholm.socialhub.core.messages.store import messages_of

TOKEN = re.compile(r'data-token="(\w+)"|name="_authenticator" value="(\w+)"')


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{1+1}}"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def hand_in(browse, people, channel):
    """A function that sends the officer's form: ``hand_in("anna", files=[…], text="…")``."""

    def hand_in(name, files=(), **data):
        session = browse(*people[name])
        token = TOKEN.search(session.get("hub").text)
        data = {"channel": channel.UID(), "_authenticator": token[1] or token[2]} | data
        sent = [("files", each) for each in files]
        return session.post("hub/@@new-message", data=data, files=sent, allow_redirects=False)

    return hand_in


def test_an_officer_writes_a_message_down(hand_in, look, hub):
    found = hand_in(
        "anna",
        [("bild.png", PNG), ("bild.png", PNG + b"2")],
        text=HOSTILE,
        kind="direct",
        sender_handle="@nils",
        published="2026-05-04T18:00",
    )
    assert found.headers["Location"].endswith("hub/@@messages/1")
    transaction.begin()
    kept = messages_of(hub)[1]["captured"]
    assert (kept["sender"], kept["how"]) == ({"handle": "@nils"}, "typed")
    assert kept["published"] == 1_777_910_400
    assert messages_of(hub).files(1) == {"bild.png": PNG, "bild (2).png": PNG + b"2"}
    assert "&lt;script&gt;" in look("anna", 1).text


@pytest.mark.parametrize(
    ("data", "files"),
    [
        ({"text": ""}, []),
        ({"text": "Hej", "permalink": "javascript:alert(1)"}, []),
        ({"text": "Hej", "published": "i går"}, []),
        ({"text": "Hej", "channel": "ingen"}, []),
        ({"text": "Hej", "kind": "annat"}, []),
        ({"text": "Hej"}, [("virus.exe", b"MZ")]),
        ({"text": "Hej"}, [(f"{number}.png", PNG) for number in range(12)]),
        ({"text": "Hej"}, [("stor.png", PNG + b"0" * 10 * 2**20)]),
    ],
)
def test_what_cannot_be_kept_is_refused_and_stays_written(hand_in, hub, data, files):
    found = hand_in("anna", files, sender_name="Nils Dacke", **data)
    assert (found.status_code, 'role="alert"' in found.text) == (200, True)
    assert 'value="Nils Dacke"' in found.text
    assert data["text"] in found.text
    transaction.begin()
    assert len(messages_of(hub)) == 0


WRITTEN = {
    "subject": "Badhuset",
    "in_reply_to": "https://example.se/inlagg/1",
    "sender_contact": "nils@example.se",
}


def test_the_form_asks_how_the_sender_is_reached_and_what_is_answered(hand_in, hub):
    refused = hand_in("anna", text="", **WRITTEN).text
    for name, value in WRITTEN.items():
        [field] = re.findall(rf'<input[^>]*name="{name}"[^>]*>', refused)
        assert f'value="{value}"' in field
    hand_in("anna", text="Hej", **WRITTEN)
    transaction.begin()
    kept = messages_of(hub)[1]["captured"]
    assert (kept["subject"], kept["in_reply_to"]) == ("Badhuset", WRITTEN["in_reply_to"])
    assert kept["sender"] == {"contact": "nils@example.se"}


def test_only_whoever_answers_for_a_channel_writes_messages_down(hand_in, browse, people, hub):
    assert hand_in("cia", text="Hej").status_code in (302, 401, 403)
    opened = browse(*people["rut"]).get("hub/@@new-message", allow_redirects=False)
    assert opened.status_code in (302, 401, 403)
    transaction.begin()
    assert len(messages_of(hub)) == 0
