"""Messages are found by what they are at that moment, whatever the index has got to know."""

import pickle

import pytest
from ZODB.POSException import ConflictError

from katrineholm.socialhub.core.messages import message_index
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.flow import ROLES
from katrineholm.socialhub.core.messages.layout import SEARCH
from katrineholm.socialhub.core.messages.message_lists import HUB, channel_list, person_list
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.core.search.clauses import phrase_clauses, search_clauses

NOW = 1_790_000_000  # 21 September 2026, 16.13 in Sweden
DAY = 86_400
SAID = {
    "act": {"rules": ["K1"], "reason": "Påhopp"},
    "delete": {"confirmed": True},
    "answer": {"answer": "Hejsan", "in_office": True},
    "register": {
        "diary_number": "KS 2026/17-1",
        "diary_date": "2026-09-24",
        "diary_party": "Eva Ek",
        "diary_subject": "Vägbulor",
    },
    "dispose": {"decision": "Beslut 7", "period_passed": True, "second_person": "bo"},
}
REPORTED = {"reason": "K1", "text": "Hemskt", "quote": "Fåntrattar", "contact": "rapp@x.se"}


def come_in(messages, *, now=NOW, is_direct=False, **values):
    number = len(messages) + 1
    told = {"text": "Kommunens vägar är usla", "how": "report", "at": now} | values
    incoming = IncomingMessage(
        f"test:{number}", "news", captured_content(**told), is_direct=is_direct
    )
    return messages.receive(incoming, now=now)


def take(messages, number, *steps, now=NOW + 60):
    for step in steps:
        messages.take(number, step, who="anna", roles=ROLES, given=SAID.get(step, {}), now=now)


@pytest.fixture
def kept(messages):
    """1 was reported and taken down, 2 sent directly, registered and closed, 3 has just come in."""
    come_in(messages, reported=REPORTED, permalink="https://fb.se/a/1", sender={"name": "Åke Öst"})
    come_in(messages, text="Hej på er", how="contact", is_direct=True, now=NOW + 3 * DAY)
    messages.receipt(2, "2026-K7QX3M", now=NOW + 3 * DAY)
    take(messages, 1, "assess", "act", "delete")
    take(messages, 2, "assess", "claim", "answer", "register", now=NOW + 4 * DAY)
    for number, question in ((1, "case"), (2, "rules"), (2, "case")):
        said = {"question": question, "answer": False}
        messages.state_facts(number, {}, who="anna", now=NOW + 4 * DAY, answered=said)
    take(messages, 2, "close", now=NOW + 4 * DAY)
    come_in(messages, text="Tack för snöröjningen", how="feed", now=NOW - 40 * DAY)
    messages.wait(3, "bert", NOW + DAY, why="responsible", now=NOW)
    return messages


def brought_up(messages):
    messages.append_queued_lines(NOW)
    while message_index.update_index(messages.root, 4):
        pass


def made_anew(messages):
    message_index.start_rebuild(messages.root)
    while message_index.continue_rebuild(messages.root, 2):
        pass
    message_index.finish_rebuild(messages.root)


# Nothing of it indexed, the beginning of it, all of it, and all of it once more.
INDEXED = {
    "not at all": lambda messages: None,
    "half": lambda messages: (
        messages.append_queued_lines(NOW),
        message_index.update_index(messages.root, 5),
    ),
    "all": brought_up,
    "anew": made_anew,
}


@pytest.mark.parametrize("do", INDEXED.values(), ids=INDEXED)
@pytest.mark.parametrize(
    ("clauses", "numbers"),
    [
        ((), [3, 2, 1]),
        (search_clauses("kommun väg"), [1]),
        (search_clauses("Fåntratt*"), [1]),
        (search_clauses("usla", "quote"), [1]),
        (search_clauses("fåntrattar", "quote"), [1]),
        (search_clauses("hemskt", "quote"), []),
        (search_clauses("rapp@x.se"), [1]),
        (search_clauses("åke", "sender"), [1]),
        (search_clauses("hej", "sender"), []),
        (phrase_clauses("fb.se/a", "address"), [1]),
        (search_clauses("2026-k7qx3m"), [2]),
        (search_clauses("KS 2026/17-1"), [2]),
        (search_clauses("vägbula eva"), [2]),
        (search_clauses("hejsan"), [2]),
        ((message_index.date_clause("2026-09-21", "2026-09-21"),), [1]),
        ((message_index.date_clause("2026-09-22"),), [2]),
        ((message_index.date_clause(last="2026-09-01"),), [3]),
        ((message_index.mark_clause("rule", ["K1"]),), [1]),
        ((message_index.mark_clause("rule", ["K2"]),), []),
        ((message_index.mark_clause("who", ["anna"]),), [2, 1]),
        ((message_index.mark_clause("who", ["bert"]),), [3]),
        ((message_index.mark_clause("state", ["closed", "received"]),), [3, 2]),
        ((message_index.mark_clause("kind", ["direct"]),), [2]),
        ((message_index.mark_clause("shelf", [HUB]),), [3, 2, 1]),
        (
            (message_index.mark_clause("shelf", [channel_list("news"), person_list("bert")]),),
            [3, 2, 1],
        ),
        ((message_index.mark_clause("shelf", [person_list("bert")]), *search_clauses("tack")), [3]),
        ((message_index.mark_clause("shelf", []),), []),
    ],
)
def test_a_message_is_found_by_what_it_is_however_far_the_index_has_come(
    kept, do, clauses, numbers
):
    do(kept)
    assert message_index.matching_numbers(kept.root, clauses) == numbers


def test_a_step_is_found_at_once_and_what_was_so_before_no_longer(kept):
    brought_up(kept)
    take(kept, 3, "assess", now=NOW + 90)
    assert (
        message_index.matching_numbers(
            kept.root, [message_index.mark_clause("state", ["received"])]
        )
        == []
    )
    assert message_index.matching_numbers(
        kept.root, [message_index.mark_clause("state", ["assessing"])]
    ) == [3]


def test_what_is_disposed_of_is_found_by_nothing_and_leaves_no_word_behind(kept, site):
    brought_up(kept)
    message_index.start_rebuild(kept.root)
    message_index.continue_rebuild(kept.root, 9)
    take(kept, 1, "close", "dispose", now=NOW + 99)
    assert message_index.matching_numbers(kept.root, ()) == [3, 2]
    site.commit()
    left = pickle.dumps([whole(index) for index in (kept.root[SEARCH], kept.root["search_anew"])])
    assert "fåntrattar".encode() not in left
    assert b"hejsan" in left
    message_index.finish_rebuild(kept.root)
    brought_up(kept)
    assert message_index.matching_numbers(kept.root, ()) == [3, 2]
    made_anew(kept)
    assert message_index.matching_numbers(kept.root, ()) == [3, 2]


def whole(index):
    return [
        list(index["terms"]._fwd_index.items()),
        list(index["lines"].values()),
    ]


def test_what_is_disposed_of_meanwhile_is_not_put_back(kept, site, connect):
    take(kept, 1, "close", now=NOW + 99)
    kept.append_queued_lines(NOW)
    site.commit()
    worker = connect()
    message_index.update_index(worker.messages.root, 99)
    take(kept, 1, "dispose", now=NOW + 99)
    site.commit()
    with pytest.raises(ConflictError):
        worker.commit()
    worker.abort()
    message_index.update_index(worker.messages.root, 99)
    worker.commit()
    assert message_index.matching_numbers(worker.messages.root, ()) == [3, 2]


def test_neither_a_capture_nor_a_step_writes_to_the_index(kept, site, connect):
    brought_up(kept)
    site.commit()
    before = serials(kept.root[SEARCH])
    come_in(kept, text="Nytt"), take(kept, 3, "assess", now=NOW + 90)
    site.commit()
    assert serials(kept.root[SEARCH]) == before
    assert message_index.matching_numbers(kept.root, search_clauses("nytt")) == [4]


def serials(index):
    return [each._p_serial for each in (index, index["terms"]._fwd_index, index["lines"])]


def test_nothing_else_of_anybody_is_a_mark_or_a_field(kept):
    """Neither beliefs, health nor any other trait: who looks for people finds no way to."""
    documents = [message_index.message_document(kept[number]) for number in (1, 2, 3)]
    kinds = {mark.partition(":")[0] for each in documents for mark in each.marks}
    assert kinds == {"shelf", "state", "kind", "day", "rule", "who"}
    fields = {field for each in documents for field in each.texts}
    assert fields == {"said", "quote", "report", "sender", "address", "number", "work"}
