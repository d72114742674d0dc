"""Looking for the links back: by the worker bit by bit, and when a person asks for it."""

from collections.abc import Callable
from heapq import nsmallest
from math import ceil
from operator import itemgetter
from time import monotonic, time

import transaction
from plone import api

from ... import DAY, logger
from ...accounts.channels.facts import ChannelFacts, facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.numbered import each, numbers
from ...core.platforms.catalogue import recognise
from ...refresh.chores import Chore
from ...refresh.faults import attempt, visit
from ...refresh.worker import Worker
from ...site.settings.registry import setting, site_address
from .linkback import check
from .outcome import Outcome
from .proofs import Kept, outcome_of, store

EVERY = 600  # seconds between two runs
FEW = 5  # channels of a run, more where a day has too few runs for all
SECONDS = 60  # retrieval waits no longer than that for slow profile pages


def check_due(worker: Worker, *, check: Callable = check, clock: Callable = monotonic) -> None:
    """Look at the profiles whose turn it is; each at most once a day, some at a time."""
    transaction.begin()
    base = setting("site_url") if setting("link_back") else ""
    found, end = due(worker) if base else [], clock() + SECONDS

    def look(facts):
        profile, ours = _job(worker.site, facts, base)
        transaction.abort()  # nothing is held open while a server is waited for
        outcome = _checked(profile, ours, check)
        worker.write(_store, worker.site, facts, outcome, worker.now())

    visit(worker, found, look, is_over=lambda: clock() > end)


def check_now(channel, *, check: Callable = check, clock: Callable = time) -> Kept:
    """Look at one channel's profile, for a person who waits."""
    facts = facts_of(channel)
    profile, ours = _job(api.portal.get(), facts, site_address())
    return store(hub_of(channel), facts, _checked(profile, ours, check), int(clock()))


def due(worker: Worker) -> list[ChannelFacts]:
    """The channels to look at in this run, first those that have waited longest.

    Only so many are held at once: a country has tens of thousands.
    """
    now = worker.now()
    looked = (
        (attempt(worker, facts.path, _looked, worker.site, facts), facts)
        for facts in each(worker.site)
    )
    # A clock may have been wrong: nothing has been seen that is still to come.
    waiting = (pair for pair in looked if pair[0] is not None and not 0 <= now - pair[0] < DAY)
    share = max(FEW, ceil(len(numbers()) * EVERY / DAY))
    return [facts for _moment, facts in nsmallest(share, waiting, key=itemgetter(0))]


def _looked(site, facts):
    """When the channel's present profile was looked at; 0 for never."""
    kept = outcome_of(site.unrestrictedTraverse(facts.hub_path), facts)
    return kept.looked if kept else 0


def _job(site, facts, base):
    """The channel's profile, and the addresses of ours that it may link to."""
    root = "/".join(site.getPhysicalPath())
    pages = [base.rstrip("/") + path[len(root) :] for path in (facts.path, facts.hub_path, root)]
    return recognise(facts.profile_url), tuple(pages)


def _checked(profile, ours, check):
    try:
        return check(profile, ours)
    # The border to what strangers' pages may hold: whichever trips the program is first in turn
    # again the next time, and would keep all others from being looked at.
    except Exception:
        logger.exception("An unforeseen fault in looking at %s", profile.url)
        return Outcome("unreachable", "unreadable")


def _store(site, facts, outcome, now):
    hub = site.unrestrictedTraverse(facts.hub_path, None)
    if hub is not None:
        store(hub, facts, outcome, now)


CHECKING = Chore(EVERY, check_due)
