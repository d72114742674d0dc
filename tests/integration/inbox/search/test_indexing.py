"""The worker keeps the index up to date; it can be made anew while it is asked."""

import transaction
from officers import NOW

from katrineholm.socialhub.core.messages import searching
from katrineholm.socialhub.core.messages.layout import ANEW, SEARCH
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.search import index
from katrineholm.socialhub.core.search.asking import asked
from katrineholm.socialhub.inbox.oversight.anchoring import join_all
from katrineholm.socialhub.inbox.search import indexing


def root_of(hub):
    transaction.begin()
    return messages_of(hub).root


def test_the_worker_enters_what_was_written_since(receive, hub, worker):
    receive("Ett"), receive("Två")
    join_all(worker)
    indexing.bring_up_all(worker)
    root = root_of(hub)
    assert (searching.unindexed(root), index.size(root[SEARCH])) == (set(), 2)
    serial = root[SEARCH]._p_serial
    indexing.bring_up_all(worker)
    assert root_of(hub)[SEARCH]._p_serial == serial
    receive("Tre")
    assert searching.found(root_of(hub), asked("tre")) == [3]


def test_an_index_is_made_anew_and_what_comes_in_meanwhile_is_found(receive, hub, monkeypatch):
    monkeypatch.setattr(indexing, "MESSAGES", 1)
    receive("Ett"), receive("Två")
    messages_of(hub).join(NOW)
    messages_of(hub).root[SEARCH].update(index.new_index(), joined=99)
    transaction.commit()
    assert searching.found(root_of(hub), asked("ett")) == []
    told = []

    def hear(number):
        told.append(number)
        if len(told) == 1:
            receive("Tre")

    assert indexing.make_anew(hub, hear, lambda: False)
    assert told == [1, 1, 1]
    assert searching.found(root_of(hub), asked("ett")) == [1]
    assert searching.found(root_of(hub), asked("tre")) == [3]


def test_one_that_is_stopped_leaves_the_present_one(receive, hub, monkeypatch):
    monkeypatch.setattr(indexing, "MESSAGES", 1)
    receive("Ett"), receive("Två")
    told = []
    assert not indexing.make_anew(hub, told.append, lambda: bool(told))
    assert ANEW not in root_of(hub)
    assert searching.found(root_of(hub), asked("ett")) == [1]


def test_an_index_by_other_rules_is_made_anew_by_the_worker(receive, hub, worker):
    receive("Klockan på skolan går fel")
    join_all(worker)
    indexing.bring_up_all(worker)
    kept = root_of(hub)[SEARCH]
    kept["terms"].index_doc(1, ["text:klockan"])
    kept["made"] = "snowball 1"
    transaction.commit()
    assert searching.found(root_of(hub), asked("klocka")) == []
    indexing.bring_up_all(worker)
    assert searching.found(root_of(hub), asked("klocka skola")) == [1]
    serial = root_of(hub)._p_serial
    indexing.bring_up_all(worker)
    assert root_of(hub)._p_serial == serial
