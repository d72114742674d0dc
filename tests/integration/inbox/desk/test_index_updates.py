"""The worker keeps the index up to date; it can be made anew while it is asked."""

from itertools import count

import transaction
from officers import NOW

from katrineholm.socialhub.core.messages import message_index
from katrineholm.socialhub.core.messages.layout import NEXT_SEARCH, SEARCH
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.search import index
from katrineholm.socialhub.core.search.clauses import search_clauses
from katrineholm.socialhub.inbox.desk import index_updates
from katrineholm.socialhub.inbox.oversight.anchor_chores import extend_all_logs


def root_of(hub):
    transaction.begin()
    return messages_of(hub).root


def test_the_worker_enters_what_was_written_since(receive, hub, worker):
    receive("Ett"), receive("Två")
    extend_all_logs(worker)
    index_updates.update_indexes(worker)
    root = root_of(hub)
    number = root[SEARCH]["terms"].documentCount()
    assert (message_index.unindexed_numbers(root), number) == (set(), 2)
    serial = root[SEARCH]._p_serial
    index_updates.update_indexes(worker)
    assert root_of(hub)[SEARCH]._p_serial == serial
    receive("Tre")
    assert message_index.matching_numbers(root_of(hub), search_clauses("tre")) == [3]


def test_an_index_is_made_anew_and_what_comes_in_meanwhile_is_found(receive, hub, monkeypatch):
    monkeypatch.setattr(index_updates, "MESSAGES", 1)
    receive("Ett"), receive("Två")
    messages_of(hub).append_queued_lines(NOW)
    messages_of(hub).root[SEARCH].update(index.new_index(), joined=99)
    transaction.commit()
    assert message_index.matching_numbers(root_of(hub), search_clauses("ett")) == []
    told = []

    def hear(number):
        told.append(number)
        if len(told) == 1:
            receive("Tre")

    assert index_updates.rebuild_index(hub, hear, lambda: False)
    assert told == [1, 1, 1]
    assert message_index.matching_numbers(root_of(hub), search_clauses("ett")) == [1]
    assert message_index.matching_numbers(root_of(hub), search_clauses("tre")) == [3]


def test_one_that_is_stopped_leaves_the_present_one(receive, hub, monkeypatch):
    monkeypatch.setattr(index_updates, "MESSAGES", 1)
    receive("Ett"), receive("Två")
    told = []
    assert not index_updates.rebuild_index(hub, told.append, lambda: bool(told))
    assert NEXT_SEARCH not in root_of(hub)
    assert message_index.matching_numbers(root_of(hub), search_clauses("ett")) == [1]


def test_an_index_by_other_rules_is_made_anew_by_the_worker(receive, hub, worker):
    receive("Klockan på skolan går fel")
    extend_all_logs(worker)
    index_updates.update_indexes(worker)
    kept = root_of(hub)[SEARCH]
    kept["terms"].index_doc(1, ["text:klockan"])
    kept["made"] = "snowball 1"
    transaction.commit()
    assert message_index.matching_numbers(root_of(hub), search_clauses("klocka")) == []
    index_updates.update_indexes(worker)
    assert message_index.matching_numbers(root_of(hub), search_clauses("klocka skola")) == [1]
    serial = root_of(hub)._p_serial
    index_updates.update_indexes(worker)
    assert root_of(hub)._p_serial == serial


def test_it_is_made_anew_in_several_runs_if_other_sites_wait(receive, hub, worker, monkeypatch):
    receive("Ett"), receive("Två")
    extend_all_logs(worker)
    index_updates.update_indexes(worker)
    root_of(hub)[SEARCH]["made"] = "snowball 1"
    transaction.commit()
    monkeypatch.setattr(index_updates, "MESSAGES", 1)
    monkeypatch.setattr(index_updates, "monotonic", count().__next__)
    worker.chore_seconds = 1
    for number in (1, 2):
        index_updates.update_indexes(worker)
        assert root_of(hub)[NEXT_SEARCH]["last"] == number
        assert not message_index.is_current(root_of(hub))
    index_updates.update_indexes(worker)
    assert message_index.is_current(root_of(hub))
    assert NEXT_SEARCH not in root_of(hub)
    assert message_index.matching_numbers(root_of(hub), search_clauses("ett")) == [1]
