"""Fetch now: a person does not wait for the worker."""

from collections.abc import Callable
from functools import partial
from time import time

from ..accounts.channels.facts import facts_of
from ..accounts.channels.hub import hub_of
from ..core.feeds.model import Known
from ..core.feeds.source import ACCOUNT, RETRIEVED
from ..site.forms.retries import once
from .asking import answer_of
from .connected import opened_for, retrieve_account
from .keep import Result, keep, recalled
from .parsers import apart
from .retrieving import retrieve, retrieve_described


def fetch_now(channel, *, retrieve: Callable = retrieve, clock: Callable = time) -> Result:
    """Ask a channel's source and keep the answer, within the present request.

    A request that Zope tries again after a conflict keeps the answer that it has: the source is
    asked once. Nothing is asked, and nothing is wrong, where entries come in by hand.
    """
    hub, facts, now = hub_of(channel), facts_of(channel), int(clock())
    if facts.source not in RETRIEVED:
        return Result("by_hand")
    known = getattr(recalled(hub, facts), "known", Known())
    if facts.source == ACCOUNT:
        retrieve = partial(retrieve_account, opened_for(hub, facts.uid, facts.path, facts.feed_url))
    elif facts.described:
        retrieve = partial(retrieve_described, facts.described, run=apart)
    asking = partial(answer_of, lambda url: retrieve(url, known, now), str, facts.feed_url)
    answer = once(("source", facts.uid, facts.feed_url), asking)
    return keep(hub, facts, answer, now, always=True)
