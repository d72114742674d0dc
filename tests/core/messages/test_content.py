"""What is kept of a message as it came in."""

from io import BytesIO
from itertools import count

import pytest
from powerloss import PowerLoss, lose_power
from settling import settle
from ZODB.POSException import ConflictError

from katrineholm.socialhub.core.messages.content import (
    CAPTURE_METHODS,
    SENDER_FIELDS,
    UNKNOWN,
    captured_content,
    erased_content,
    is_automatic,
    known_content,
    message_additions,
)
from katrineholm.socialhub.core.messages.disposal import PROPOSAL_STEP
from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.flow import ROLES
from katrineholm.socialhub.core.messages.integrity import sha256_hex
from katrineholm.socialhub.core.messages.store import IncomingMessage


@pytest.mark.parametrize("how", CAPTURE_METHODS)
def test_every_way_in_leads_to_one_shape(how):
    kept = captured_content("Hej", how=how, at=7)
    assert kept == {
        **dict.fromkeys(("text", "received"), "Hej"),
        **dict.fromkeys(("subject", "permalink", "in_reply_to", "thread"), ""),
        **dict.fromkeys(("published", "reported", "withheld", "mail")),
        "sender": UNKNOWN,
        "captured": 7,
        "how": how,
    }


def test_of_a_sender_only_what_is_known_and_asked_for_is_kept():
    given = {"name": "Bo", "handle": "", "age": "7"}
    assert captured_content("", how="mail", at=7, sender=given)["sender"] == {"name": "Bo"}
    assert captured_content("", how="mail", at=7, sender={"handle": ""})["sender"] == UNKNOWN
    whole = dict.fromkeys(SENDER_FIELDS, "x")
    assert captured_content("", how="mail", at=7, sender=whole)["sender"] == whole


def test_what_came_as_html_is_kept_beside_what_is_shown():
    assert (
        captured_content("Hej", how="feed", at=7, received="<p>Hej</p>")["received"] == "<p>Hej</p>"
    )


def test_only_what_a_program_has_sent_is_automatic():
    assert is_automatic(captured_content("", how="mail", at=7, mail={"automatic": "bounce"}))
    assert not is_automatic(captured_content("", how="mail", at=7, mail={"automatic": ""}))
    assert not is_automatic(captured_content("", how="contact", at=7))


def test_what_is_erased_tells_only_how_and_when_it_came():
    told = captured_content("Hej", how="mail", at=7, sender={"name": "Bo"}, subject="Bro")
    assert erased_content(told) == captured_content("", how="mail", at=7)


NOW = 1_790_000_000
SHOT = {"skärmbild.png": b"\x89PNG HEMLIG"}
SEEN = {"text": "HEMLIG: du är dum", "sender": {"name": "HEMLIG", "handle": ""}, "published": NOW}
SAID = {"rules": ["K1"], "reason": "Påhopp", "confirmed": True, "outcome": "Klart"}
MAY = {"decision": "Beslut 7", "period_passed": True, "second_person": "bo"}


def take(messages, number, *steps, **given):
    for step in steps:
        if step == "close":
            settle(messages, number, NOW)
        messages.take(number, step, who="anna", roles=ROLES, given=SAID | given, now=NOW)


def received(messages, text="", files=()):
    told = captured_content(text, how="report", at=NOW, reported={"text": "Någon är elak"})
    number = messages.receive(IncomingMessage("report:1", "news", told, files=dict(files)), now=NOW)
    take(messages, number, "assess")
    return number


def complete(messages, number, told=SEEN, files=SHOT):
    messages.add_information(number, told, files, who="anna", now=NOW + 9)


def test_what_is_added_is_known_and_what_came_in_stays(messages):
    number = received(messages)
    complete(messages, number)
    assert dict(messages[number]["captured"])["text"] == ""
    known = known_content(messages[number])
    assert (known["text"], known["sender"]) == (SEEN["text"], {"name": "HEMLIG"})
    assert known["reported"] == {"text": "Någon är elak"}
    line = messages.log(number)[-1]
    assert (line["step"], line["who"], line["time"]) == ("completed", "anna", NOW + 9)
    assert line["given"]["files"] == {name: sha256_hex(SHOT[name]) for name in SHOT}
    assert messages.files(number) == SHOT
    assert messages.first_mismatch() is None


def test_the_latest_counts_and_only_what_is_new_is_told(messages):
    number = received(messages)
    complete(messages, number)
    complete(messages, number, SEEN | {"text": "Annat"}, {})
    assert [dict(each) for each in message_additions(messages[number])][1:] == [{"text": "Annat"}]
    known = known_content(messages[number])
    assert (known["text"], known["published"]) == ("Annat", NOW)
    assert messages.first_mismatch() is None


def test_files_that_must_not_be_held_are_known_together(messages):
    number = received(messages)
    for name in ("a.png", "b.png"):
        complete(messages, number, {"withheld": {name: {"sha256": "0", "size": 1}}}, {})
    assert sorted(known_content(messages[number])["withheld"]) == ["a.png", "b.png"]
    assert (messages.files(number), messages.first_mismatch()) == ({}, None)


def test_nothing_new_is_no_line(messages):
    number = received(messages)
    complete(messages, number, files={})
    for told in ({}, SEEN):
        with pytest.raises(Refused):
            complete(messages, number, told, {})
    assert len(message_additions(messages[number])) == 1


@pytest.mark.parametrize("steps", [["close"], ["act", "unpublish", "close"]])
def test_nothing_is_added_to_what_is_closed(messages, steps):
    number = received(messages, "Text")
    take(messages, number, *steps)
    with pytest.raises(Refused):
        complete(messages, number)
    assert (messages.files(number), messages.first_mismatch()) == ({}, None)


def test_no_file_takes_anothers_name_be_it_dropped(messages):
    number = received(messages, files=SHOT)
    messages.drop_files(number, {name: {"sha256": "0"} for name in SHOT}, who="anna", now=NOW)
    with pytest.raises(ValueError, match="skärmbild"):
        complete(messages, number)
    assert message_additions(messages[number]) == []


def test_what_is_sealed_holds_it_and_stays_whole_when_more_is_added(messages):
    number = received(messages, files={"a.png": b"a"})
    complete(messages, number)
    take(messages, number, "act", "unpublish")
    [seal] = messages.evidence(number)
    assert seal["captured"]["text"] == ""
    assert [each["given"]["text"] for each in seal["versions"]] == [SEEN["text"]]
    assert sorted(seal["files"]) == ["a.png", *SHOT]
    complete(messages, number, {}, {"b.png": b"b"})
    assert messages.first_mismatch() is None
    take(messages, number, "delete")
    assert sorted(messages.evidence(number)[-1]["files"]) == ["a.png", "b.png", *SHOT]
    assert messages.first_mismatch() is None


@pytest.mark.parametrize(
    ("touch", "what"),
    [
        (lambda m: m["files"].pop("skärmbild.png"), "files"),
        (lambda m: m["files"].update({"b.png": m["files"]["skärmbild.png"]}), "files"),
        (lambda m: m["files"]["skärmbild.png"].open("w").close(), "files"),
        (lambda m: m.update(completed=()), "captured"),
        (lambda m: m.update(completed=(0, 2)), "captured"),
        (lambda m: m["log"][2].update(given={"text": "Annat"}), "log"),
    ],
)
def test_whatever_is_changed_of_it_is_named(messages, touch, what):
    number = received(messages)
    complete(messages, number)
    touch(messages[number])
    broken = messages.first_mismatch()
    assert (broken.number, broken.what) == (number, what)


def test_dropped_files_leave_their_hashes(messages):
    number = received(messages)
    complete(messages, number)
    hashes = messages.hashes(number)
    told = {name: {"sha256": hashes[name], "size": 1} for name in hashes}
    messages.drop_files(number, told, who="anna", now=NOW)
    assert (messages.files(number), messages.hashes(number)) == ({}, hashes)
    assert messages.first_mismatch() is None


def test_a_disposal_leaves_nothing_of_it_but_hashes(site):
    number = received(site.messages)
    complete(site.messages, number)
    take(site.messages, number, "act", "unpublish", "close")
    site.messages.record(number, PROPOSAL_STEP, {}, who="bo", now=NOW)
    take(site.messages, number, "dispose", **MAY)
    site.commit()
    site.connection.exportFile(site.hub._p_oid, stored := BytesIO())
    assert b"HEMLIG" not in stored.getvalue()
    assert known_content(site.messages[number])["text"] == ""
    assert site.messages.log(number)[-1]["given"]["files"] == [sha256_hex(SHOT["skärmbild.png"])]
    assert site.messages.first_mismatch() is None


def test_a_crash_at_any_write_leaves_all_of_it_or_nothing(connect):
    for write in count(1):
        site = connect()
        told = captured_content("", how="report", at=NOW)
        number = site.messages.receive(IncomingMessage(f"report:{write}", "news", told), now=NOW)
        site.commit()
        left = lose_power(site.connection, write)
        try:
            complete(site.messages, number)
            site.commit()
        except PowerLoss:
            site.abort()
        is_lost, after = left() <= 0, connect().messages
        assert after.files(number) == ({} if is_lost else SHOT)
        assert known_content(after[number])["text"] == ("" if is_lost else SEEN["text"])
        assert after.first_mismatch() is None
        if not is_lost:
            break
    assert write > 5


def test_of_a_take_down_and_an_addition_at_once_one_wins(connect):
    one, other = connect(), connect()
    number = received(one.messages, "Text")
    take(one.messages, number, "act")
    one.commit()
    other.abort()
    complete(one.messages, number)
    take(other.messages, number, "unpublish")
    one.commit()
    with pytest.raises(ConflictError):
        other.commit()
    other.abort()
    assert other.messages.evidence(number) == []
    assert other.messages.first_mismatch() is None


@pytest.mark.parametrize("step", ["seal", "unpublish", "delete"])
def test_nothing_is_sealed_or_taken_down_that_nothing_shows(messages, step):
    number = received(messages)
    take(messages, number, "act")
    with pytest.raises(Refused) as refusal:
        take(messages, number, step)
    assert refusal.value.guard == "shown"
    assert (messages.state(number).publication, messages.evidence(number)) == ("public", [])


@pytest.mark.parametrize(
    ("told", "files"), [({"text": "Text"}, {}), ({}, SHOT), ({"withheld": {"a": {}}}, {})]
)
def test_text_or_a_file_shows_it_were_only_its_hash_kept(messages, told, files):
    number = received(messages)
    take(messages, number, "act")
    complete(messages, number, told, files)
    take(messages, number, "delete")
    assert messages.state(number).publication == "deleted"


def test_a_file_that_had_to_be_dropped_shows_it_still(messages):
    number = received(messages, files=SHOT)
    dropped = {name: {"sha256": sha256_hex(data)} for name, data in SHOT.items()}
    messages.drop_files(number, dropped, who="anna", now=NOW)
    take(messages, number, "act", "delete")
    assert messages.first_mismatch() is None
