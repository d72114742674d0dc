"""Retrieval on demand, within the request of the person who asked for it."""

from collections.abc import Callable
from functools import partial
from time import time
from typing import Any

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


def fetch_now(
    channel: Any, *, retrieve: Callable = retrieve_apart, clock: Callable = time
) -> Result:
    """Retrieve a channel's source and store the answer, in the current transaction.

    If Zope retries the request after a conflict, the first answer is used again, so that the source
    is asked once only. The result is ``by_hand``, and nothing is asked, if the channel has no
    source that can be retrieved.
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
