"""One item of a chore fails: the others are done, and the fault is kept until it is over."""

from datetime import date
from itertools import pairwise

import pytest
import transaction
from helpers.integration.refresh import NOW
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from transaction.interfaces import TransientError
from zope.annotation.attribute import AttributeAnnotations
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager, getUtilitiesFor

from katrineholm.socialhub.accounts.channels import internal_facts
from katrineholm.socialhub.accounts.channels.hub import all_hubs
from katrineholm.socialhub.accounts.channels.interfaces import ISocialHub
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.inbox.steps.verification_chore import VerificationThread
from katrineholm.socialhub.public.listings import purges
from katrineholm.socialhub.refresh import faults
from katrineholm.socialhub.refresh.chores import Chore, do_due_chores
from katrineholm.socialhub.refresh.faults import (
    all_faults,
    attempt,
    collect_results,
    visit_each,
    write_batch,
)
from katrineholm.socialhub.refresh.interfaces import IChore

MINUTE, DAY = 60, 24 * 3600
SETTINGS = {
    "site_url": "https://www.katrineholm.se",
    "websub_hub": "https://hub.example.se/",
    "party_entries": 3,
}
TERM = {"term_from": date(2020, 1, 1), "term_to": date(2040, 1, 1)}
# The site has one outbox and one size, and an index is read by a connection of its own: see
# ``test_leaving``.
# The record of one hub is verified at a time.
# Where nothing is set, nothing is delivered.
WITHOUT_BOOKS = {
    *("mail", "followers-mail", "notice-proposals"),
    *("storage", "leave-index", "verify", "deliveries"),
}


class Item:
    def __init__(self, path):
        self.path = path


def items(*paths):
    return [Item(path) for path in paths]


def failing(worker, done, *bad):
    """What is done of an item: it is written down, or it fails."""

    def do(item):
        if item.path in bad:
            raise ValueError(f"{item.path} is broken")
        done.append(item.path)

    return do


@pytest.fixture
def run(worker, clock, monkeypatch):
    """A function that has the worker do one chore at a moment: ``run(chore, name, after=0)``."""

    def run(chore, name="a", after=0):
        clock.now = NOW + after
        with monkeypatch.context() as patch:
            patch.setattr(
                "katrineholm.socialhub.refresh.chores.getUtilitiesFor", lambda _: [(name, chore)]
            )
            do_due_chores(worker, {})
        transaction.begin()

    return run


def test_the_others_are_done_and_the_fault_is_kept(run, worker, caplog):
    done = []
    chore = Chore(
        MINUTE, lambda worker: visit_each(worker, items("/x", "/y"), failing(worker, done, "/x"))
    )
    run(chore)
    assert done == ["/y"]
    [fault] = all_faults(worker.site)
    assert (fault.chore, fault.path, fault.since, fault.times) == ("a", "/x", NOW, 1)
    assert fault.why == "ValueError: /x is broken"
    assert "An unforeseen fault in a: /x" in caplog.text


def test_what_has_failed_is_left_alone_twice_as_long_each_time(run, worker):
    tries = []

    def fail(item):
        tries.append(worker.now() - NOW)
        raise ValueError

    chore = Chore(MINUTE, lambda worker: visit_each(worker, items("/x"), fail))
    for minute in range(0, 3 * 24 * 60, 5):
        run(chore, after=minute * MINUTE)
    waits = [(later - former) / MINUTE for former, later in pairwise(tries)]
    assert 8 <= len(tries) <= 14
    assert all(0.7 * 10 * 2**n <= wait <= 1.5 * 10 * 2**n for n, wait in enumerate(waits[:6]))
    assert max(waits) <= 24 * 60 + 5


def test_a_fault_is_forgotten_once_the_item_is_done(run, worker):
    bad, done = ["/x"], []
    chore = Chore(
        MINUTE, lambda worker: visit_each(worker, items("/x"), failing(worker, done, *bad))
    )
    run(chore)
    bad.clear()
    run(chore, after=MINUTE)
    assert (done, len(list(all_faults(worker.site)))) == ([], 1)
    run(chore, after=15 * MINUTE)
    assert (done, list(all_faults(worker.site))) == (["/x"], [])


def test_what_is_listed_but_cannot_be_done_is_not_forgotten(run, worker):
    def work(worker):
        found = collect_results(worker, items("/x"), lambda item: [item])
        visit_each(worker, found, failing(worker, [], "/x"))

    for after in (0, 15 * MINUTE):
        run(Chore(MINUTE, work), after=after)
    assert [fault.times for fault in all_faults(worker.site)] == [2]


def test_a_fault_of_a_whole_chore_is_kept_until_it_is_done(run, worker):
    def fail(worker):
        raise ValueError("strange")

    run(Chore(MINUTE, fail))
    assert [(each.path, each.why) for each in all_faults(worker.site)] == [
        ("", "ValueError: strange")
    ]
    run(Chore(MINUTE, lambda worker: None), after=MINUTE)
    assert list(all_faults(worker.site)) == []


def test_what_is_not_tried_any_more_is_forgotten_after_a_week(run, worker):
    run(Chore(MINUTE, lambda worker: attempt(worker, "/x", lambda: 1 / 0)))
    for days, number in ((7, 1), (8, 0)):
        run(Chore(MINUTE, lambda worker: None), after=days * DAY)
        assert len(list(all_faults(worker.site))) == number


def test_a_clock_that_was_wrong_puts_nothing_off_for_years(run, worker):
    done = []
    run(Chore(MINUTE, lambda worker: attempt(worker, "/x", lambda: 1 / 0)), after=400 * DAY)
    run(Chore(MINUTE, lambda worker: attempt(worker, "/x", done.append, 1)), after=0)
    assert done == [1]


def test_a_busy_database_and_a_lost_lease_are_no_faults_of_an_item(worker):
    for error in (TransientError, faults.LeaseLost):
        with pytest.raises(error):
            attempt(worker, "/x", failing_with(error))
        with pytest.raises(error):
            write_batch(worker, {"/x": 1}, failing_with(error))
    assert list(all_faults(worker.site)) == []


def failing_with(error):
    def fail(*_given, **_named):
        raise error

    return fail


def test_what_is_written_together_is_written_one_by_one_where_one_fails(run, worker):
    written = []

    def write(found):
        if "b" in found:
            raise ValueError
        written.append(list(found))

    chore = Chore(MINUTE, lambda worker: write_batch(worker, {f"/{n}": n for n in "abc"}, write))
    run(chore)
    assert written == [["a"], ["c"]]
    run(chore, after=MINUTE)
    assert written[2:] == [["a", "c"]]


@pytest.fixture
def two_hubs(functional_portal, make_functional_channel, once):
    """The paths of two hubs, each with an official channel, the one that is come to first first."""

    def make():
        with api.env.adopt_user(SITE_OWNER_NAME):
            copied = api.content.copy(functional_portal.hub, functional_portal, "other")
            api.content.transition(copied, "publish")
            channel = copied.kultur.bloggen
            api.content.transition(copied.kultur, "publish")
            set_state(channel, "official")

    make_functional_channel("bloggen", title="Bloggen", dialogue=True, max_age=30)
    hub = functional_portal.hub
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(hub, "CouncilParty", title="P", feed="https://p.example.se/rss", **TERM)
    for name, value in SETTINGS.items():
        api.portal.set_registry_record(f"katrineholm.socialhub.{name}", value)
    once("another hub", make)
    return [faults.item_path(hub) for hub in all_hubs()]


@pytest.fixture
def books_read(monkeypatch):
    """What is read of hubs' books, by path; those of the paths in ``broken`` cannot be read."""
    read, broken = {}, set()

    class Annotations(AttributeAnnotations):
        def _look(self, key):
            path = faults.item_path(self.obj)
            # By this book every list of channels is made: it is no chore's own.
            if key != internal_facts.KEY:
                read.setdefault(path, set()).add(key)
                if path in broken:
                    raise ValueError(f"{path} is broken")

        def get(self, key, default=None):
            self._look(key)
            return super().get(key, default)

        def __getitem__(self, key):
            self._look(key)
            return super().__getitem__(key)

        def setdefault(self, key, default=None):
            self._look(key)
            return super().setdefault(key, default)

    components = getGlobalSiteManager()
    components.registerAdapter(Annotations, (ISocialHub,), IAnnotations)
    yield read, broken
    components.unregisterAdapter(Annotations, (ISocialHub,), IAnnotations)


def test_a_broken_hub_keeps_no_chore_from_the_other(two_hubs, books_read, worker, run, monkeypatch):
    (first, second), (read, broken) = two_hubs, books_read
    monkeypatch.setattr("socket.getaddrinfo", failing_with(OSError))
    monkeypatch.setattr(purges, "proxies", lambda: ("http://127.0.0.1:1",))
    monkeypatch.setattr(purges, "_send", list)
    monkeypatch.setattr(VerificationThread, "start", lambda self: None)
    found, stopped = dict(getUtilitiesFor(IChore)), {}
    assert len(found) > 20
    for number, name in enumerate(sorted(found)):
        looks = []
        for is_broken in (True, False):
            read.clear()
            broken.clear()
            broken.update({first} if is_broken else ())
            run(found[name], name, after=7 * (2 * number + (not is_broken)) * DAY)
            looks.append(set(read.get(second, ())))
        assert looks[1] or name in WITHOUT_BOOKS, f"{name} is not tried: it reads no book"
        if missing := looks[1] - looks[0]:
            stopped[name] = missing
    assert stopped == {}
