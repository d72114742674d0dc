"""Fetch now: a person does not wait for the worker."""

from collections.abc import Callable
from functools import partial
from time import time

from ..accounts.channels.facts import facts_of
from ..accounts.channels.hub import hub_of
from ..core.feeds.model import Known
from ..core.feeds.source import ACCOUNT, RETRIEVED
from ..site.forms.retries import once
from ..site.parsing.apart import expression_apart, feed_apart
from .asking import answer_of, is_put_off
from .connected import opened_for, retrieve_account
from .keep import Result, keep, recalled
from .retrieving import retrieve, retrieve_described

retrieve_apart = partial(retrieve, run=feed_apart)


def fetch_now(channel, *, retrieve: Callable = retrieve_apart, clock: Callable = time) -> Result:
    """Ask a channel's source and keep the answer, within the present request.

    A request that Zope tries again after a conflict keeps the answer that it has: the source is
    asked once. Nothing is asked, and nothing is wrong, where entries come in by hand.
    """
    hub, facts, now = hub_of(channel), facts_of(channel), int(clock())
    if facts.source not in RETRIEVED:
        return Result("by_hand")
    known = getattr(recalled(hub, facts), "known", Known())
    if facts.source == ACCOUNT:
        account = opened_for(hub, facts.uid, facts.path, facts.feed_url)
        retrieve = partial(retrieve_account, account, run=feed_apart)
    elif facts.described:
        retrieve = partial(retrieve_described, facts.described, run=expression_apart)
    asking = partial(answer_of, lambda url: retrieve(url, known, now), str, facts.feed_url)
    answer = once(("source", facts.uid, facts.feed_url), asking)
    if is_put_off(answer):
        return Result("postponed")
    return keep(hub, facts, answer, now, always=True)
