"""Looking for the links back: by the worker, by a button, and what is made of it."""

import pytest
import transaction
from plone import api
from transaction.interfaces import ISynchronizer
from zope.interface import implementer

from katrineholm.socialhub import DAY
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.public.register import proofs
from katrineholm.socialhub.public.register.check_outcome import CheckOutcome
from katrineholm.socialhub.public.register.profile_chore import (
    EVERY,
    MIN_CHANNELS,
    check_due_profiles,
)
from katrineholm.socialhub.public.register.proofs import checks_by_uid, latest_check, store_check

NOW = 1_790_000_000
SITE = "https://www.katrineholm.se"
BOTH = CheckOutcome("both-ways", "me", f"{SITE}/hub", "1099")


@pytest.fixture
def worker(worker):
    """The active worker of a site whose public address is known."""
    api.portal.set_registry_record("katrineholm.socialhub.site_url", f"{SITE}/")
    transaction.commit()
    return worker


class Looks:
    """Stands in for the look: what was asked for, and what is found."""

    def __init__(self, outcome=BOTH):
        self.asked, self.outcome = [], outcome

    def __call__(self, profile, ours):
        self.asked.append((profile.url, ours))
        return self.outcome


@implementer(ISynchronizer)
class Transactions:
    """Knows whether a transaction is going on."""

    is_open = False

    def newTransaction(self, transaction):
        self.is_open = True

    def beforeCompletion(self, transaction):
        """Nothing has ended yet."""

    def afterCompletion(self, transaction):
        self.is_open = False


def test_the_worker_looks_for_our_addresses_and_keeps_what_it_finds(
    make_functional_channel, worker
):
    channel = make_functional_channel("mastodon", profile_url="https://mastodon.se/@kom")
    looks = Looks()
    check_due_profiles(worker, check=looks)
    pages = (f"{SITE}/hub/kultur/mastodon", f"{SITE}/hub", SITE)
    assert looks.asked == [("https://mastodon.se/@kom", pages)]
    kept = {channel.UID(): proofs.ProfileCheck("https://mastodon.se/@kom", NOW, BOTH, BOTH)}
    assert checks_by_uid(worker.site.hub) == kept


def test_no_transaction_is_held_while_a_server_is_waited_for(make_functional_channel, worker):
    for number in range(2):
        make_functional_channel(f"kanal-{number}")
    transactions, seen = Transactions(), []
    transaction.manager.registerSynch(transactions)

    def look(profile, ours):
        seen.append(transactions.is_open)
        return BOTH

    check_due_profiles(worker, check=look)
    transaction.manager.unregisterSynch(transactions)
    assert seen == [False, False]


def test_a_clock_that_was_wrong_puts_no_look_off(make_functional_channel, worker):
    channel = make_functional_channel("kanal")
    store_check(worker.site.hub, facts_of(channel), BOTH, NOW + 900 * DAY)
    transaction.commit()
    looks = Looks()
    check_due_profiles(worker, check=looks)
    assert len(looks.asked) == 1


def test_each_profile_is_looked_at_once_a_day_some_at_a_time(
    make_functional_channel, worker, clock
):
    for number in range(MIN_CHANNELS + 3):
        make_functional_channel(f"kanal-{number}")
    runs = []
    for moment in (0, EVERY, 2 * EVERY, DAY - 1, DAY, DAY + EVERY):
        clock.now = NOW + moment
        looks = Looks()
        check_due_profiles(worker, check=looks)
        runs.append({url for url, ours in looks.asked})
    assert [len(run) for run in runs] == [MIN_CHANNELS, 3, 0, 0, MIN_CHANNELS, 3]
    assert (runs[0], runs[1]) == (runs[4], runs[5])


@pytest.mark.parametrize("state", ["draft", "reported", "paused", "closed"])
def test_only_official_channels_are_looked_at(make_functional_channel, worker, state):
    make_functional_channel("kanal", state=state)
    looks = Looks()
    check_due_profiles(worker, check=looks)
    assert looks.asked == []


@pytest.mark.parametrize(("name", "value"), [("link_back", False), ("site_url", "")])
def test_nothing_is_looked_at_where_it_is_turned_off_or_no_address_is_known(
    make_functional_channel, worker, name, value
):
    make_functional_channel("kanal")
    api.portal.set_registry_record(f"katrineholm.socialhub.{name}", value)
    transaction.commit()
    looks = Looks()
    check_due_profiles(worker, check=looks)
    assert looks.asked == []


def test_slow_servers_do_not_keep_the_worker_from_its_rounds(make_functional_channel, worker):
    for number in range(3):
        make_functional_channel(f"kanal-{number}")
    moments = iter([0, 30, 61])
    looks = Looks()
    check_due_profiles(worker, check=looks, clock=lambda: next(moments))
    assert len(looks.asked) == 1


def test_a_page_that_trips_the_program_keeps_no_other_from_its_turn(
    make_functional_channel, worker
):
    for number in range(2):
        make_functional_channel(f"kanal-{number}")

    def trip(profile, ours):
        raise RecursionError

    check_due_profiles(worker, check=trip)
    found = {kept.outcome for kept in checks_by_uid(worker.site.hub).values()}
    assert (len(checks_by_uid(worker.site.hub)), found) == (
        2,
        {CheckOutcome("unreachable", "unreadable")},
    )


def test_a_worker_that_is_to_stop_looks_no_more(make_functional_channel, worker):
    make_functional_channel("kanal")
    worker.stop.set()
    looks = Looks()
    check_due_profiles(worker, check=looks)
    assert looks.asked == []


def test_a_changed_address_is_looked_at_at_once(make_functional_channel, worker):
    channel = make_functional_channel("kanal")
    check_due_profiles(worker, check=Looks())
    channel.profile_url = "https://annan.example.se/"
    channel.reindexObject()
    transaction.commit()
    assert latest_check(worker.site.hub, facts_of(channel)) is None
    looks = Looks()
    check_due_profiles(worker, check=looks)
    assert [url for url, ours in looks.asked] == ["https://annan.example.se/"]
