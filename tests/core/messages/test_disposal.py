"""What is disposed of is really gone, and what is left of it is still proved."""

from copy import deepcopy
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from settling import settle

from katrineholm.socialhub.core.messages import message_lists
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.disposal import PROPOSAL_STEP
from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.flow import ROLES
from katrineholm.socialhub.core.messages.integrity import ERASED_VALUES, sha256_hex
from katrineholm.socialhub.core.messages.store import IncomingMessage, RecordFault
from katrineholm.socialhub.core.messages.threads import messages_of_mail

NOW = 1_790_000_000
PAGE = "https://example.org/1"
FILES = {"Evas-bild.png": b"\x89PNG HEMLIG"}
MAY = {"decision": "Beslut 7", "period_passed": True, "second_person": "bo"}
SAID = {"rules": ["K1"], "reason": "HEMLIG", "confirmed": True, "outcome": "HEMLIG"}


def take(messages, number, *steps, **given):
    for step in steps:
        if step == "close":
            settle(messages, number, NOW)
        messages.take(number, step, who="arne", roles=ROLES, given=SAID | given, now=NOW)


def received(messages, files=FILES):
    told = captured_content(
        "HEMLIG text", how="typed", at=NOW, sender={"name": "HEMLIG"}, permalink=PAGE
    )
    number = messages.receive(IncomingMessage("HEMLIG#1", "news", told, files=files), now=NOW)
    take(messages, number, "assess")
    return number


def disposed(messages, notes=("HEMLIG not",)):
    return dispose(messages, received(messages), notes)


def dispose(messages, number, notes=()):
    for note in notes:
        messages.record(number, "note", {"text": note}, who="anna", now=NOW)
    take(messages, number, "act", "unpublish", "close")
    messages.record(number, PROPOSAL_STEP, {}, who="bo", now=NOW)
    messages.take(number, "dispose", who="arne", roles=ROLES, given=MAY, now=NOW)
    return number


def stored(site):
    """All that can be read of the hub now, its files included."""
    site.commit()
    file = BytesIO()
    site.connection.exportFile(site.hub._p_oid, file)
    return file.getvalue()


def test_content_files_evidence_and_the_words_of_the_log_are_gone(site):
    number = received(site.messages)
    assert stored(site).count(b"HEMLIG") > 2
    dispose(site.messages, number, ["HEMLIG not"])
    assert b"HEMLIG" not in stored(site)


def test_ids_hashes_the_decision_and_both_people_stay(site):
    number = received(site.messages)
    was = site.messages.log(number)[0]["given"]
    dispose(site.messages, number)
    *before, last = site.messages.log(number)
    assert [line["given"] for line in before] == [ERASED_VALUES] * len(before)
    assert [line["step"] for line in before][:2] == ["receive", "assess"]
    assert last["given"]["captured"] == was["captured"]
    assert last["given"]["files"] == [sha256_hex(FILES["Evas-bild.png"])]
    assert len(last["given"]["evidence"]) == 1
    assert (last["who"], last["given"]["second_person"]) == ("arne", "bo")
    assert last["given"]["decision"] == "Beslut 7"
    assert site.messages.about_page(PAGE) == []
    assert site.messages.first_mismatch() is None


def test_what_is_refused_erases_nothing(site):
    number = received(site.messages)
    take(site.messages, number, "close")
    for missing in MAY:
        given = MAY | {missing: ""}
        with pytest.raises(Refused):
            site.messages.take(number, "dispose", who="arne", roles=ROLES, given=given, now=NOW)
    assert site.messages[number]["captured"]["text"] == "HEMLIG text"
    assert site.messages.files(number) == FILES


def test_it_stands_in_no_list_and_comes_in_no_more(site):
    number = received(site.messages)
    site.messages.record(number, "sent", {"message_id": "<1@x>"}, who="anna", now=NOW)
    assert messages_of_mail(site.messages.root, "<1@x>") == [number]
    dispose(site.messages, number)
    assert messages_of_mail(site.messages.root, "<1@x>") == []
    places = ([message_lists.HUB], ["closed"], message_lists.KINDS)
    assert list(message_lists.listed_numbers(site.messages.root, *places)) == []
    assert message_lists.listed_count(site.messages.root, *places) == 0
    found = message_lists.listed_numbers(
        site.messages.root, [message_lists.DISPOSED], ["closed"], message_lists.KINDS
    )
    assert list(found) == [number]
    assert site.messages.receive(IncomingMessage("HEMLIG#1", "news", {}), now=NOW) == number
    with pytest.raises(Refused):
        take(site.messages, number, "reopen")


@pytest.mark.parametrize(
    ("touch", "broken"),
    [
        (lambda m: m["captured"].update(text="Annat"), RecordFault(1, "captured")),
        (lambda m: m["captured"].update(extra="Annat"), RecordFault(1, "captured")),
        (lambda m: m["files"].update({"a": 1}), RecordFault(1, "files")),
        (lambda m: m["seals"].update({0: {}}), RecordFault(1, "evidence")),
        (lambda m: m["log"][1].update(given={"text": "Annat"}), RecordFault(1, "log", 1)),
        (lambda m: m["log"][1].update(who="bo"), RecordFault(1, "log")),
        (lambda m: m["log"].pop(2), RecordFault(1, "log", 2)),
        (lambda m: m["log"][m["log"].maxKey()].update(given=ERASED_VALUES), None),
    ],
)
def test_whatever_is_changed_afterwards_is_named(site, touch, broken):
    number = disposed(site.messages)
    touch(site.messages[number])
    last = site.messages[number]["log"].maxKey()
    assert site.messages.first_mismatch() == (broken or RecordFault(1, "log", last))


def test_only_a_disposal_erases(site):
    number = received(site.messages)
    site.messages[number]["log"][1]["given"] = dict(ERASED_VALUES)
    assert site.messages.first_mismatch() == RecordFault(number, "log", 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_line_of_a_disposed_message_can_become_another_unseen(connect, data):
    site = connect()
    site.hub.__annotations__.clear()
    number = disposed(site.messages, data.draw(st.lists(st.text(max_size=9), max_size=4)))
    assert site.messages.first_mismatch() is None
    lines = site.messages[number]["log"]
    at = data.draw(st.sampled_from(list(lines)))
    name = data.draw(st.sampled_from(sorted(lines[at])))
    was = deepcopy(lines[at][name])
    lines[at][name] = data.draw((st.text() | st.integers(0, 9) | st.just({})).filter(was.__ne__))
    assert site.messages.first_mismatch() is not None
    site.abort()


def test_files_that_may_not_be_held_leave_their_hashes_and_the_chain_whole(site):
    number = received(site.messages, files=FILES | {"annan.png": b"\x89PNG 2"})
    take(site.messages, number, "act", "unpublish")
    hashes = site.messages.hashes(number)
    told = {name: {"sha256": hashes[name], "size": 11} for name in FILES}
    site.messages.drop_files(number, told, who="anna", now=NOW)
    assert list(site.messages.files(number)) == ["annan.png"]
    assert site.messages.hashes(number) == hashes
    assert b"PNG HEMLIG" not in stored(site)
    assert site.messages.first_mismatch() is None
    take(site.messages, number, "restore", by_another=True)
    take(site.messages, number, "act", "delete")
    assert site.messages.evidence(number)[-1]["files"] == hashes
    assert site.messages.first_mismatch() is None


def test_a_hash_of_a_dropped_file_that_is_another_shows(site):
    number = received(site.messages)
    told = {name: {"sha256": sha256_hex(b"annat")} for name in FILES}
    site.messages.drop_files(number, told, who="anna", now=NOW)
    assert site.messages.first_mismatch() == RecordFault(number, "files")
