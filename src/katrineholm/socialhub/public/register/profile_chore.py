"""The checks of links back, by the worker in small batches or at a user's request."""

from collections.abc import Callable
from heapq import nsmallest
from math import ceil
from operator import itemgetter
from time import monotonic, time

import transaction
from plone import api
from plone.dexterity.content import DexterityContent

from ... import DAY, logger
from ...accounts.channels.channel_records import each_channel, record_ids
from ...accounts.channels.facts import ChannelFacts, facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.visibility import public_url
from ...core.platforms.catalogue import recognise_account
from ...refresh.chores import Chore
from ...refresh.faults import attempt, visit_each
from ...refresh.worker import Worker
from ...site.settings.registry import setting
from .check_outcome import CheckOutcome
from .profile_check import check_profile
from .proofs import ProfileCheck, latest_check, store_check

EVERY = 600  # seconds between runs
MIN_CHANNELS = 5  # channels in a run, more if a day has too few runs for all
SECONDS = 60  # the longest delay of retrieval by slow profile pages


def check_due_profiles(
    worker: Worker, *, check: Callable = check_profile, clock: Callable = monotonic
) -> None:
    """Check the profiles that are due, each at most once a day and a few in each run."""
    transaction.begin()
    is_wanted = setting("site_url") and setting("link_back")
    found = due_channels(worker) if is_wanted else []
    end = clock() + min(SECONDS, worker.chore_seconds)

    def look(facts):
        profile, ours = _job(worker.site, facts)
        transaction.abort()  # no transaction is open during requests
        outcome = _outcome(profile, ours, check)
        worker.write(_store, worker.site, facts, outcome, worker.now())

    visit_each(worker, found, look, is_over=lambda: clock() > end)


def check_channel(
    channel: DexterityContent, *, check: Callable = check_profile, clock: Callable = time
) -> ProfileCheck:
    """Check the profile of one channel while a user waits, and store and return the check."""
    facts = facts_of(channel)
    profile, ours = _job(api.portal.get(), facts)
    return store_check(hub_of(channel), facts, _outcome(profile, ours, check), int(clock()))


def due_channels(worker: Worker) -> list[ChannelFacts]:
    """Return the channels to check in this run, starting with those that have waited longest."""
    now = worker.now()
    checked = (
        (attempt(worker, facts.path, _checked_at, worker.site, facts), facts)
        for facts in each_channel(worker.site)
    )
    # A clock may have been wrong: a check in the future does not count.
    waiting = (pair for pair in checked if pair[0] is not None and not 0 <= now - pair[0] < DAY)
    share = max(MIN_CHANNELS, ceil(len(record_ids()) * EVERY / DAY))
    return [facts for _moment, facts in nsmallest(share, waiting, key=itemgetter(0))]


def _checked_at(site, facts):
    """Return the time of the last check of the channel's present profile; 0 for never."""
    kept = latest_check(site.unrestrictedTraverse(facts.hub_path), facts)
    return kept.checked_at if kept else 0


def _job(site, facts):
    """Return the channel's profile, and the URLs of ours that it may link to."""
    paths = facts.path, facts.hub_path, "/".join(site.getPhysicalPath())
    return recognise_account(facts.profile_url), tuple(map(public_url, paths))


def _outcome(profile, ours, check):
    try:
        return check(profile, ours)
    # Pages of strangers may raise anything: the channel would be first in turn again the next time,
    # and keep all others from being checked.
    except Exception:
        logger.exception("An unforeseen fault in looking at %s", profile.url)
        return CheckOutcome("unreachable", "unreadable")


def _store(site, facts, outcome, now):
    hub = site.unrestrictedTraverse(facts.hub_path, None)
    if hub is not None:
        store_check(hub, facts, outcome, now)


PROFILE_CHORE = Chore(EVERY, check_due_profiles)
