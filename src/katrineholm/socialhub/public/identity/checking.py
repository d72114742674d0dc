"""The checks of links back: by the worker in small batches, and on a user's request."""

from collections.abc import Callable
from heapq import nsmallest
from math import ceil
from operator import itemgetter
from time import monotonic, time

import transaction
from plone import api
from plone.dexterity.content import DexterityContent

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

EVERY = 600  # seconds between runs
FEW = 5  # channels in a run, more if a day has too few runs for all
SECONDS = 60  # the longest delay of retrieval by slow profile pages


def check_due(worker: Worker, *, check: Callable = check, clock: Callable = monotonic) -> None:
    """Check the profiles that are due; each at most once a day, some at a time."""
    transaction.begin()
    base = setting("site_url") if setting("link_back") else ""
    found, end = due(worker) if base else [], clock() + SECONDS

    def look(facts):
        profile, ours = _job(worker.site, facts, base)
        transaction.abort()  # no transaction is open during requests
        outcome = _outcome(profile, ours, check)
        worker.write(_store, worker.site, facts, outcome, worker.now())

    visit(worker, found, look, is_over=lambda: clock() > end)


def check_now(
    channel: DexterityContent, *, check: Callable = check, clock: Callable = time
) -> Kept:
    """Check one channel's profile, for a waiting user."""
    facts = facts_of(channel)
    profile, ours = _job(api.portal.get(), facts, site_address())
    return store(hub_of(channel), facts, _outcome(profile, ours, check), int(clock()))


def due(worker: Worker) -> list[ChannelFacts]:
    """Return the channels to check in this run, first those that have waited longest.

    The number kept in memory is limited: a country has tens of thousands.
    """
    now = worker.now()
    checked = (
        (attempt(worker, facts.path, _checked_at, worker.site, facts), facts)
        for facts in each(worker.site)
    )
    # A clock may have been wrong: a check in the future does not count.
    waiting = (pair for pair in checked if pair[0] is not None and not 0 <= now - pair[0] < DAY)
    share = max(FEW, ceil(len(numbers()) * EVERY / DAY))
    return [facts for _moment, facts in nsmallest(share, waiting, key=itemgetter(0))]


def _checked_at(site, facts):
    """Return the time of the last check of the channel's present profile; 0 for never."""
    kept = outcome_of(site.unrestrictedTraverse(facts.hub_path), facts)
    return kept.looked if kept else 0


def _job(site, facts, base):
    """Return the channel's profile, and the URLs of ours that it may link to."""
    root = "/".join(site.getPhysicalPath())
    pages = [base.rstrip("/") + path[len(root) :] for path in (facts.path, facts.hub_path, root)]
    return recognise(facts.profile_url), tuple(pages)


def _outcome(profile, ours, check):
    try:
        return check(profile, ours)
    # Pages of strangers may raise anything: the channel would be first in turn again the next time,
    # and keep all others from being checked.
    except Exception:
        logger.exception("An unforeseen fault in looking at %s", profile.url)
        return Outcome("unreachable", "unreadable")


def _store(site, facts, outcome, now):
    hub = site.unrestrictedTraverse(facts.hub_path, None)
    if hub is not None:
        store(hub, facts, outcome, now)


CHECKING = Chore(EVERY, check_due)
