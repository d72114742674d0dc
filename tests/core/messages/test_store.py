"""Messages are kept once, their steps follow each other, and nothing is changed unseen."""

import random
from itertools import count
from shutil import copytree
from threading import Thread

import pytest
from persistent.mapping import PersistentMapping
from powerloss import PowerLoss, lose_power
from settling import settle
from transaction import TransactionManager
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ConflictError
from zope.annotation.attribute import AttributeAnnotations

from katrineholm.socialhub.core.messages import message_lists
from katrineholm.socialhub.core.messages.disposal import PROPOSAL_STEP
from katrineholm.socialhub.core.messages.engine import Refused, possible_steps
from katrineholm.socialhub.core.messages.flow import ROLES
from katrineholm.socialhub.core.messages.integrity import sha256_hex
from katrineholm.socialhub.core.messages.store import IncomingMessage, Messages, RecordFault

NOW = 1_790_000_000
FILES = {"bild.png": b"\x89PNG"}
EVERYTHING = {
    **{"receiver": "bo", "reason": "därför", "answer": "Hej", "in_office": True},
    **{"follow_up_on": "2026-12-01", "follow_up": "2", "confirmed": True, "by_another": True},
    **{"rules": ["K1"], "message_id": "<1@x>", "diary_number": "KS 2026/1"},
    **{"diary_date": "2026-01-02", "diary_party": "Eva", "diary_subject": "Lekplats"},
    "outcome": "Klart",
}


def take(messages, number, *steps, now=NOW, roles=ROLES, **given):
    for step in steps:
        if step == "close":
            settle(messages, number, now)
        state = messages.take(
            number, step, who="anna", roles=roles, given=EVERYTHING | given, now=now
        )
    return state


def steps(messages, number):
    return [line["step"] for line in messages.log(number)]


def listed(
    messages,
    shelf=message_lists.HUB,
    handling=message_lists.OPEN,
    kinds=message_lists.KINDS,
    **limits,
):
    return list(message_lists.listed_numbers(messages.root, [shelf], handling, kinds, **limits))


def test_a_message_is_kept_with_its_files_and_where_it_stands(messages, incoming):
    number = messages.receive(incoming(files=FILES), now=NOW)
    assert (number, len(messages)) == (1, 1)
    assert dict(messages[1]["captured"])["text"] == "Text a"
    assert messages.files(1) == FILES
    assert (messages.state(1).handling, messages.state(1).publication) == ("received", "public")
    [line] = messages.log(1)
    assert line["given"]["files"] == {"bild.png": sha256_hex(FILES["bild.png"])}
    assert messages.first_mismatch() is None


def test_reading_an_empty_store_writes_nothing(site, key):
    assert (len(site.messages), site.messages.first_mismatch(), listed(site.messages)) == (
        0,
        None,
        [],
    )
    assert key not in site.hub.__annotations__


def test_a_message_is_kept_once(messages, incoming):
    first = messages.receive(incoming(), now=NOW)
    assert messages.receive(incoming(files=FILES), now=NOW + 9) == first
    assert (len(messages), steps(messages, first)) == (1, ["receive"])


def test_a_take_down_seals_the_evidence_in_the_same_breath(messages, incoming):
    number = messages.receive(incoming(files=FILES), now=NOW)
    state = take(messages, number, "assess", "act", "unpublish")
    assert (state.publication, sorted(state.record)) == ("unpublished", ["captured", "sealed"])
    assert steps(messages, number)[-2:] == ["seal", "unpublish"]
    [seal] = messages.evidence(number)
    assert seal["captured"]["text"] == "Text a"
    assert seal["state"]["facts"]["rules"] == ["K1"]
    assert messages.log(number)[-2]["given"] == {"evidence": seal["hash"]}
    take(messages, number, "restore", "act", "delete")
    assert len(messages.evidence(number)) == 2
    assert messages.first_mismatch() is None


def test_what_is_refused_leaves_nothing_behind(messages, incoming):
    number = messages.receive(incoming(), now=NOW)
    take(messages, number, "assess")
    before = (messages.state(number), messages.log(number), listed(messages))
    for step in ("unpublish", "delete", "close!", "accept"):
        with pytest.raises(Refused):
            take(messages, number, step)
    with pytest.raises(Refused):
        take(messages, number, "claim", roles=("office",))
    assert (messages.state(number), messages.log(number), listed(messages)) == before
    assert messages.evidence(number) == []


def test_a_message_is_found_by_channel_person_state_and_kind(messages, incoming):
    for name, channel, direct in (("a", "news", False), ("b", "news", True), ("c", "film", False)):
        messages.receive(incoming(name, channel=channel, is_direct=direct), now=NOW)
    for number, due in ((1, 300), (2, 100), (3, 200)):
        messages.wait(number, "anna" if number < 3 else "bo", due, why="arrived", now=NOW)
    take(messages, 1, "assess")
    assert listed(messages) == [2, 3, 1]
    assert listed(messages, message_lists.channel_list("news")) == [2, 1]
    assert listed(messages, message_lists.person_list("anna")) == [2, 1]
    assert listed(messages, kinds=["direct"]) == [2]
    assert listed(messages, handling=["assessing"]) == [1]
    assert listed(messages, until=200) == [2]
    both = [message_lists.channel_list("news"), message_lists.person_list("anna")]
    found = message_lists.listed_numbers(
        messages.root, both, message_lists.OPEN, message_lists.KINDS
    )
    assert list(found)[1:] == [1]
    assert (
        message_lists.listed_count(
            messages.root, [message_lists.HUB], message_lists.OPEN, message_lists.KINDS
        )
        == 3
    )


def test_what_is_closed_is_listed_apart_the_latest_first_and_waits_for_nobody_else(
    messages, incoming
):
    for number, name in enumerate("abc", start=1):
        messages.receive(incoming(name), now=NOW)
        take(messages, number, "assess", "close", now=NOW + number)
    messages.wait(1, "bo", 5, why="absence", now=NOW)
    assert listed(messages) == []
    assert listed(messages, handling=["closed"]) == [3, 2, 1]
    assert messages[1]["who"] == ""
    take(messages, 2, "reopen")
    assert listed(messages) == [2]


def test_a_clock_that_goes_backwards_is_not_believed(messages, incoming):
    number = messages.receive(incoming(), now=NOW)
    take(messages, number, "assess", now=NOW - 500)
    messages.record(number, "note", {"text": "Ringt"}, who="bo", now=NOW + 5)
    assert [line["time"] for line in messages.log(number)] == [NOW, NOW, NOW + 5]


@pytest.mark.parametrize(
    ("touch", "broken"),
    [
        (lambda m: m.root["messages"].pop(1), RecordFault(1, "missing")),
        (lambda m: m[2]["log"][1].update(who="bo"), RecordFault(2, "log", 1)),
        (lambda m: m[2]["log"].pop(2), RecordFault(2, "log", 2)),
        (lambda m: m[2]["captured"].update(text="Annat"), RecordFault(2, "captured")),
        (lambda m: m[2]["files"].pop("bild.png"), RecordFault(2, "files")),
        (lambda m: m[2]["seals"][0].update(by="bo"), RecordFault(2, "evidence")),
        (lambda m: m[2]["seals"].pop(0), RecordFault(2, "evidence")),
        (lambda m: m[2]["log"].clear(), RecordFault(2, "log", 0)),
    ],
)
def test_whatever_is_changed_behind_the_log_is_named(messages, incoming, touch, broken):
    for name in "ab":
        number = messages.receive(incoming(name, files=FILES), now=NOW)
        take(messages, number, "assess", "act", "unpublish")
    assert messages.first_mismatch() is None
    touch(messages)
    assert messages.first_mismatch() == broken


def test_two_connections_that_take_in_one_comment_keep_it_once(connect, incoming):
    one, other = connect(), connect()
    one.messages.receive(incoming("first"), now=NOW)
    one.commit()
    other.abort()
    for each in (one, other):
        each.messages.receive(incoming(), now=NOW)
    one.commit()
    with pytest.raises(ConflictError):
        other.commit()
    other.abort()
    assert other.messages.receive(incoming(), now=NOW) == 2


def test_of_two_people_who_take_a_step_at_once_one_wins(connect, incoming):
    one, other = connect(), connect()
    number = one.messages.receive(incoming(), now=NOW)
    take(one.messages, number, "assess")
    one.commit()
    other.abort()
    take(one.messages, number, "claim")
    take(other.messages, number, "claim")
    one.commit()
    with pytest.raises(ConflictError):
        other.commit()
    other.abort()
    with pytest.raises(Refused):
        take(other.messages, number, "claim")
    assert steps(other.messages, number) == ["receive", "assess", "claim"]


def taken_down(connect, incoming, write):
    """Whether the power was lost at this write of a take-down, and the messages after it."""
    site = connect()
    number = site.messages.receive(incoming(str(write), files=FILES), now=NOW)
    take(site.messages, number, "assess", "act")
    site.commit()
    left = lose_power(site.connection, write)
    try:
        take(site.messages, number, "unpublish")
        site.commit()
    except PowerLoss:
        site.abort()
    return left() <= 0, number, connect().messages


def test_a_crash_at_any_write_leaves_a_message_public_or_sealed_and_removed(connect, incoming):
    for write in count(1):
        is_lost, number, after = taken_down(connect, incoming, write)
        removed = after.state(number).publication == "unpublished"
        assert removed != is_lost
        assert (steps(after, number)[-2:] == ["seal", "unpublish"]) == removed
        assert bool(after.evidence(number)) == removed
        assert ("sealed" in after.state(number).record) == removed
        assert after.first_mismatch() is None
        if not is_lost:
            break
    assert write > 10


def on_disk(folder):
    """The messages of a database in files, and its connection."""
    storage = FileStorage(f"{folder}/Data.fs", blob_dir=f"{folder}/blobs")
    connection = DB(storage).open(TransactionManager())
    hub = connection.root().get("hub")
    return Messages(AttributeAnnotations(hub)), connection


def taken_down_on_disk(folder, incoming, hub, write):
    """What the disk holds where the power is lost at this write of all that befalls a message."""
    storage = FileStorage(f"{folder}/Data.fs", blob_dir=f"{folder}/blobs")
    database, manager = DB(storage), TransactionManager()
    connection = database.open(manager)
    connection.root()["hub"] = hub
    manager.commit()
    messages, left = Messages(AttributeAnnotations(hub)), lose_power(connection, write)
    try:
        number = messages.receive(incoming(files=FILES), now=NOW)
        take(messages, number, "assess", "act", "delete")
        manager.commit()
    except PowerLoss:
        pass
    # The disk as it is, before anything is tidied up.
    after = copytree(folder, f"{folder}-after")
    manager.abort()
    database.close()
    return left() <= 0, after


def test_after_a_power_loss_the_disk_holds_all_of_a_message_with_its_files_or_nothing(
    tmp_path, incoming, make_hub
):
    for write in count(1):
        (folder := tmp_path / str(write)).mkdir()
        is_lost, after = taken_down_on_disk(folder, incoming, make_hub(), write)
        messages, connection = on_disk(after)
        assert len(messages) == (not is_lost)
        assert messages.first_mismatch() is None
        if not is_lost:
            assert (messages.files(1), messages.state(1).publication) == (FILES, "deleted")
        connection.transaction_manager.abort()
        connection.db().close()
        if not is_lost:
            break
    assert write > 20


def at_random(connect, seed, results):
    site, chance, taken = connect(), random.Random(seed), 0
    while taken < 1000:
        number = chance.randrange(1, 21)
        try:
            site.abort()
            state = site.messages.state(number)
            step = chance.choice(possible_steps(state, ROLES)).id
            take(site.messages, number, step, by=f"{seed}-{taken}", answer_due=False)
            site.commit()
            results.append((number, step, f"{seed}-{taken}"))
            taken += 1
        except (ConflictError, Refused):
            continue


@pytest.mark.long
def test_a_thousand_steps_by_each_of_two_at_once_are_all_in_the_log(connect, incoming):
    site = connect()
    for name in range(20):
        site.messages.receive(incoming(str(name)), now=NOW)
    site.commit()
    results = []
    both = [Thread(target=at_random, args=(connect, seed, results)) for seed in "ab"]
    for each in both:
        each.start()
    for each in both:
        each.join()
    site.abort()
    lines = [
        (number, line["step"], line["given"]["by"])
        for number in range(1, 21)
        for line in site.messages.log(number)
        if "by" in line["given"]
    ]
    assert sorted(lines) == sorted(
        (number, step, by) for number, step, by in results if step != "seal"
    )
    assert len(results) == 2000
    assert site.messages.first_mismatch() is None
    open_ = listed(site.messages)
    closed = listed(site.messages, handling=["closed"])
    assert sorted(open_ + closed) == list(range(1, 21))


def test_an_incoming_message_needs_no_files():
    assert IncomingMessage("a", "b", PersistentMapping()).files == {}


def test_two_connections_that_meet_do_not_meet_again(connect, incoming):
    """Whoever was in another's way draws from more numbers; what is passed over is not missed."""
    one, others = connect(), [connect() for _number in range(8)]
    one.messages.receive(incoming("first"), now=NOW)
    take(one.messages, 1, "assess")
    one.commit()
    for number, each in enumerate(others):
        each.abort()
        each.messages.receive(incoming(f"o{number}"), now=NOW, tries=5000)
        take(each.messages, list(each.messages.root["messages"])[-1], "assess", message_id="")
    for each in others:
        each.commit()
    one.abort()
    numbers = list(one.messages.root["messages"])
    assert (len(numbers), numbers[0]) == (9, 1)
    assert one.messages.receive(incoming("last"), now=NOW) == numbers[-1] + 1
    assert one.messages.first_mismatch() is None
    del one.messages.root["messages"][1]
    assert one.messages.first_mismatch() == RecordFault(1, "missing")


def test_where_a_moment_begins_among_numbers_with_gaps(messages, incoming):
    assert messages.first_since(NOW) == 1
    numbers = [
        messages.receive(incoming(name), now=NOW + at, tries=tries)
        for at, (name, tries) in enumerate(GAPS)
    ]
    every = messages.root["messages"]
    found = [list(every.keys(messages.first_since(NOW + at))) for at in range(len(GAPS))]
    assert found == [numbers[at:] for at in range(len(GAPS))]
    assert messages.first_since(NOW + len(GAPS)) == numbers[-1] + 1


def test_a_gap_that_was_not_told_of_is_a_message_that_is_missing(messages, incoming):
    numbers = [messages.receive(incoming(name), now=NOW, tries=tries) for name, tries in GAPS]
    assert messages.first_mismatch() is None
    for number in numbers[:-1]:
        kept = messages.root["messages"].pop(number)
        assert messages.first_mismatch() == RecordFault(number, "missing")
        messages.root["messages"][number] = kept


GAPS = (("a", 0), ("b", 4), ("c", 0), ("d", 1), ("e", 0))


def test_a_disposed_message_tells_still_which_came_before(messages, incoming):
    messages.receive(incoming("a"), now=NOW)
    number = messages.receive(incoming("b"), now=NOW, tries=4)
    may = {"decision": "Beslut 7", "period_passed": True, "second_person": "bo"}
    take(messages, number, "assess", "close")
    messages.record(number, PROPOSAL_STEP, {}, who="bo", now=NOW)
    take(messages, number, "dispose", **may)
    assert messages.first_mismatch() is None
    messages.root["messages"].pop(1)
    assert messages.first_mismatch() == RecordFault(1, "missing")


def test_evidence_is_understood_when_its_channel_is_gone(messages, incoming):
    about = {"title": "Nyheter", "address": "https://x.se/@n", "service": "Mastodon"}
    number = messages.receive(incoming(), now=NOW)
    take(messages, number, "assess", "act")
    given = {"step": "delete", "who": "anna", "roles": ROLES, "given": EVERYTHING, "now": NOW}
    messages.take(number, **given, about=about | {"administration": "KLF", "other": "x"})
    [seal] = messages.evidence(number)
    assert seal["about"] == about | {"administration": "KLF"}
    assert (seal["step"], seal["reason"], seal["by"]) == ("delete", "därför", "anna")
    assert messages.first_mismatch() is None


def test_nothing_is_sealed_before_it_was_captured(messages):
    told = {"text": "Text", "captured": NOW}
    number = messages.receive(IncomingMessage("a", "news", told), now=NOW - 900)
    take(messages, number, "seal", now=NOW - 500)
    assert [seal["at"] for seal in messages.evidence(number)] == [NOW]
    assert [line["time"] for line in messages.log(number)] == [NOW, NOW]


def test_captures_and_the_joining_of_the_log_do_not_meet(connect, incoming):
    """Not even where many wait, and the chain is joined between: nobody has to try again."""
    one, others = connect(), [connect() for _number in range(8)]
    random.seed(2)
    one.messages.receive(incoming("first"), now=NOW)
    take(one.messages, 1, "assess")
    one.commit()
    for number, each in enumerate(others):
        each.abort()
        each.messages.receive(incoming(f"o{number}"), now=NOW, tries=99)
    one.abort()
    one.messages.append_queued_lines(NOW)
    one.commit()
    for each in others:
        each.commit()
    one.abort()
    assert (len(one.messages), one.messages.head.count, one.messages.first_mismatch()) == (
        9,
        2,
        None,
    )
    assert one.messages.append_queued_lines(NOW).count == 10
    assert one.messages.first_mismatch() is None
