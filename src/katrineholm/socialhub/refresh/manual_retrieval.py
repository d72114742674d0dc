"""Retrieval of a channel on demand, within the request of the user who asked for it."""

from collections.abc import Callable
from functools import partial
from time import time
from typing import Any

from ..accounts.channels.facts import facts_of
from ..accounts.channels.hub import hub_of
from ..core.feeds.model import FeedState
from ..core.feeds.source_kinds import ACCOUNT, RETRIEVED
from ..site.pages.parser_calls import run_in_expression_parser, run_in_feed_parser
from ..site.pages.retries import once_per_request
from .account_channels import channel_account, retrieve_account
from .answer_storage import Result, current_state, store_answer
from .retrieval import retrieve, retrieve_described
from .source_requests import is_postponed, result_or_error

retrieve_with_parser = partial(retrieve, run=run_in_feed_parser)


def fetch_now(
    channel: Any, *, retrieve: Callable = retrieve_with_parser, clock: Callable = time
) -> Result:
    """Retrieve a channel's source, and store the answer in the current transaction.

    If Zope retries the request after a conflict, the first answer is used again, so that the source
    is asked only once. If the channel has no source that can be retrieved, the status of the result
    is ``by_hand``.
    """
    hub, facts, now = hub_of(channel), facts_of(channel), int(clock())
    if facts.source not in RETRIEVED:
        return Result("by_hand")
    known = getattr(current_state(hub, facts), "known", FeedState())
    if facts.source == ACCOUNT:
        account = channel_account(hub, facts.uid, facts.path, facts.feed_url)
        retrieve = partial(retrieve_account, account, run=run_in_feed_parser)
    elif facts.described:
        retrieve = partial(retrieve_described, facts.described, run=run_in_expression_parser)
    asking = partial(result_or_error, lambda url: retrieve(url, known, now), str, facts.feed_url)
    answer = once_per_request(("source", facts.uid, facts.feed_url), asking)
    if is_postponed(answer):
        return Result("postponed")
    return store_answer(hub, facts, answer, now, always=True)
