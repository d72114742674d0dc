"""Whatever is thrown at messages over REST is answered in one sentence, and writes nothing."""

import pytest
import transaction
from days import local_day
from helpers.integration.inbox.steps import at_once, is_refused, kept
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from settling import NO, close

from katrineholm.socialhub.accounts.lifecycle.absences import note_absence
from katrineholm.socialhub.core.messages.flow import TRANSITIONS
from katrineholm.socialhub.core.messages.store import messages_of

WRONG = (5, 1.5, True, ["x"], {"a": 1}, None, "\ud800", "x" * 30_000, -(2**70), [[]], [{"a": []}])
RUBBISH = (
    *(b"[]", b"5", b"null", b"{", b'"text"', b"NaN", b"[" * 100),
    *(b'{"reason": ' + b"9" * 5000 + b"}", b'{"reason": {"a":' * 40),
)
UNREADABLE = (b'{"text": "\xe5"}', b"\xff\xfe{", b'{"text": "\xed\xa0\x80"}', b"\x00" * 9)
NO_NUMBERS = ("-1", "0", "1e3", "99999999999999999999", "%00", "1.0", "١", "+1", "1_0", "..%2f1")


@pytest.fixture
def away(channel):
    """A function that notes that somebody is away today: ``away("responsible")``."""

    def away(role):
        with api.env.adopt_user(SITE_OWNER_NAME):
            note_absence(channel, role, local_day(), local_day())
        transaction.commit()

    return away


@pytest.mark.parametrize("step", TRANSITIONS)
def test_wrong_types_in_a_steps_facts_are_refused(receive, rest, untouched, step):
    number, session = receive(), rest("rut" if step == "register" else "anna")
    untouched()
    for name in (*TRANSITIONS[step].asks, "secret", "by_office", "period_passed", "__class__"):
        for value in WRONG:
            full = {"reason": 5} if name != "reason" else {}
            answer = session.post(f"hub/@messages/{number}/{step}", json=full | {name: value})
            if value is None and answer.status_code == 200:
                continue
            assert is_refused(answer), (name, value, answer.text)


@pytest.mark.parametrize("path", ["", "/1/close", "/1/note", "/1/state"])
def test_a_body_that_is_no_json_object_is_refused(receive, rest, untouched, path):
    receive()
    anna = rest("anna")
    untouched()
    for body in RUBBISH:
        answer = anna.post(f"hub/@messages{path}", data=body)
        assert is_refused(answer), (body[:20], answer.status_code, answer.text[:300])


@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
@pytest.mark.parametrize("path", ["", "/1/note"])
def test_a_body_that_is_no_text_is_refused(receive, rest, untouched, path, kind):
    """Zope refuses some of them itself, with a sentence of its own."""
    receive()
    anna = rest("anna")
    untouched()
    for body in UNREADABLE:
        answer = anna.post(f"hub/@messages{path}", data=body, headers={"Content-Type": kind})
        assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest"), answer.text


def test_twenty_megabytes_of_text_are_refused(channel, rest, untouched):
    untouched()
    body = {"text": "x" * 20_000_000, "channel": channel.UID()}
    assert is_refused(rest("anna").post("hub/@messages", json=body))


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_messages_number_is_not_found(receive, rest, text):
    receive()
    anna = rest("anna")
    assert anna.get(f"hub/@messages/{text}").status_code == 404
    assert anna.get(f"hub/@messages/{text}/evidence").status_code == 404
    assert anna.post(f"hub/@messages/{text}/close", json={}).status_code == 404


def test_other_places_messages_are_not_found(receive, rest, make_functional_channel):
    number = receive()
    other = make_functional_channel("annan")
    rut = rest("rut")
    assert rut.get(f"hub/kultur/bloggen/@messages/{number}").status_code == 200
    assert rut.get(f"hub/kultur/@messages/{number}").status_code == 200
    assert rut.get(f"hub/kultur/{other.getId()}/@messages/{number}").status_code == 404
    answer = rut.post(f"hub/kultur/{other.getId()}/@messages/{number}/register", json={})
    assert answer.status_code == 404
    assert rut.get(f"hub/kultur/{other.getId()}/@messages").json()["items_total"] == 0


def test_the_list_names_no_place_that_may_not_be_seen(
    receive, browse, people, make_functional_channel
):
    receive()
    make_functional_channel("utkast", "draft", title="Quagga")
    hidden = browse(*people["anna"]).get("hub/kultur/utkast/@@messages")
    assert "Quagga" not in hidden.text
    assert browse(*people["anna"]).get("hub/kultur/bloggen/@@messages").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *("b_start=x", "b_size=0", "b_size=501", "b_start=-1", "state=nej", "kind=nej", "late=x"),
        *("mine=2", "state:list=a", "late:list=1", "b_start:list=1", "kind="),
    ],
)
def test_a_filter_that_cannot_be_understood_is_refused(receive, rest, query):
    receive()
    answer = rest("anna").get(f"hub/@messages?{query}")
    assert is_refused(answer), answer.text


def test_what_is_closed_is_not_late(receive, rest):
    number, anna = receive(), rest("anna")
    close(anna, number)
    assert anna.get("hub/@messages?state=closed").json()["items_total"] == 1
    assert anna.get("hub/@messages?state=closed&late=1").json()["items_total"] == 0


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("claim", {}),
        ("forward", {"receiver": "cia", "reason": "Hon vet"}),
        ("watch", {"reason": "Ingen fråga", "answer_due": False}),
        ("act", {"rules": ["K1"], "reason": "Angrepp"}),
        ("close", {"outcome": "Inget att göra"}),
    ],
)
def test_of_two_who_take_a_step_at_once_one_wins_and_the_other_is_told_who(
    hub, receive, rest, away, step, body
):
    away("responsible")
    number, path = receive(), f"hub/@messages/1/{step}"
    rest("anna").post("hub/@messages/1/state", json=NO)
    anna, bert = at_once((rest("anna"), path, body), (rest("bert"), path, body))
    assert sorted((anna.status_code, bert.status_code)) == [200, 400]
    loser, winner = (bert, "Anna") if anna.status_code == 200 else (anna, "Bert")
    assert (loser.json()["guard"], winner in loser.json()["message"]) == ("state", True)
    transaction.begin()
    assert [line["step"] for line in messages_of(hub).log(number)].count(step) == 1
    assert messages_of(hub).first_mismatch() is None


def test_two_messages_that_come_in_at_once_are_both_kept(hub, channel, rest):
    bodies = [{"text": f"Hej {n}", "channel": channel.UID()} for n in range(2)]
    answers = at_once(*((rest("anna"), "hub/@messages", body) for body in bodies))
    # After a conflict numbers are passed over.
    assert len({each.json()["id"] for each in answers}) == 2
    transaction.begin()
    assert len(messages_of(hub)) == 2
    assert messages_of(hub).first_mismatch() is None


def test_a_closed_message_is_what_it_was_stated_to_be(receive, rest, hub):
    number, anna = receive(), rest("anna")
    assert close(anna, number).status_code == 200
    before = kept(hub)
    answer = anna.post(f"hub/@messages/{number}/state", json={"secret": True})
    assert (is_refused(answer), answer.json()["guard"]) == (True, "state")
    assert kept(hub) == before


def test_a_sender_of_whom_nothing_but_the_id_is_known_is_called_by_it(channel, rest):
    body = {"text": "Hej", "channel": channel.UID(), "sender": {"id": "9714"}}
    assert rest("anna").post("hub/@messages", json=body).json()["sender"] == "9714"
