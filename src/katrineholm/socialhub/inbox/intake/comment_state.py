"""The state of a channel's comment retrieval, stored in the hub as plain data.

Times are whole seconds since 1970 (UTC).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from random import random as chance
from typing import Any

from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container

from ...accounts.channels import hub_storage
from ...core.feeds.errors import FeedError
from ...core.feeds.model import FeedState
from ...core.feeds.schedule import back_off_seconds

KEY = "katrineholm.socialhub.comments"
INTERVAL = 900
BEHIND_FOR = 3600  # seconds of asking a blog's posts, too, after its feed was full


@dataclass(frozen=True, slots=True)
class State:
    """The state of retrieval; ``code`` is the current problem, with a new attempt at ``next_try``.

    ``since`` is the first retrieval. Until ``behind``, a blog's posts are asked, too. ``known`` has
    the cache data of each URL, so that servers only send changed responses.
    """

    since: int
    failures: int = 0
    code: str = ""
    next_try: int = 0
    behind: int = 0
    known: Mapping[str, FeedState] = field(default_factory=dict)


def stored_state(hub: Container, uid: str) -> State | None:
    """Return the stored state of a channel's retrieval; None before the first retrieval."""
    stored = hub_storage.stored_data(hub, KEY).get(uid)
    if stored is None:
        return None
    known = {url: FeedState(**each) for url, each in stored["known"].items()}
    return State(**dict(stored) | {"known": known})


def store_state(hub: Container, uid: str, state: State) -> None:
    """Store the state of a channel's retrieval."""
    stored = {name: getattr(state, name) for name in state.__slots__}
    stored["known"] = {url: asdict(each) for url, each in state.known.items()}
    hub_storage.writable_data(hub, KEY).setdefault(uid, PersistentMapping()).update(stored)


def state_after_answers(
    state: State, known: Mapping[str, FeedState], asked: Iterable[str], **values: Any
) -> State:
    """Return the state after a successful round of retrieval.

    Cache data of URLs that are not in ``asked`` is dropped.
    """
    asked = set(asked)
    remembered = {url: each for url, each in {**state.known, **known}.items() if url in asked}
    return replace(state, failures=0, code="", next_try=0, known=remembered, **values)


def state_after_failure(
    state: State, error: FeedError, now: int, *, random: Callable = chance
) -> State:
    """Return the state after an error; the next try is no earlier than the server allows."""
    failures = state.failures + 1
    later = max(back_off_seconds(failures, base=INTERVAL, random=random), error.retry_after or 0)
    return replace(state, failures=failures, code=error.code, next_try=now + later)
