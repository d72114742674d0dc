"""Fetch now: a person does not wait for the worker."""

from collections.abc import Callable
from time import time

from ..channels.facts import facts_of, hub_of
from ..feeds.errors import FeedError
from ..feeds.model import Known
from .keep import Result, keep, recalled
from .look import look


def fetch_now(channel, *, look: Callable = look, clock: Callable = time) -> Result:
    """Ask a channel's source and keep the answer, within the present request."""
    hub, facts, now = hub_of(channel), facts_of(channel), int(clock())
    state = recalled(hub, facts)
    try:
        if not facts.feed_url:
            raise FeedError("no_address")
        answer = look(facts.feed_url, state.known if state else Known(), now)
    except FeedError as error:
        answer = error
    return keep(hub, facts, answer, now, always=True)
