"""What is remembered of a channel's retrieval, and what follows from the next outcome.

Moments are whole seconds since 1970 (UTC), spans are seconds. Nothing here asks or writes.
"""

from dataclasses import dataclass, field, replace
from random import random as chance

from ..feeds.errors import FeedError
from ..feeds.model import Known
from ..feeds.schedule import back_off

LOGGED = 20
MOVED_FOR = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class State:
    """``checked`` is the last success, ``next_try`` is set while the channel fails.

    ``code`` and ``values`` are the present problem's, ``since`` is when it began. ``moved_to`` is
    where permanent redirects have led since ``moved_since``. ``log`` holds the latest happenings
    as (moment, code, new, changed, withdrawn), the newest last; the code of a success is "ok".
    """

    feed_url: str
    known: Known = field(default_factory=Known)
    checked: int | None = None
    wait: int | None = None
    failures: int = 0
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()
    since: int | None = None
    next_try: int | None = None
    moved_to: str = ""
    moved_since: int | None = None
    log: tuple[tuple, ...] = ()


def succeeded(state, known, now, *, wait=None, moved_to="", counts=(0, 0, 0)) -> State:
    """After an answer: the channel works, whatever was wrong before."""
    return replace(
        _moved(state, moved_to, now),
        known=known,
        checked=now,
        wait=wait,
        failures=0,
        code="",
        values=(),
        since=None,
        next_try=None,
        log=_logged(state, (now, "ok", *counts)),
    )


def failed(state, error: FeedError, now, interval, *, random=chance) -> State:
    """After a refusal: try later and later; a feed that is gone for good waits for a person."""
    failures = state.failures + 1
    later = max(back_off(failures, base=interval, random=random), error.retry_after or 0)
    return replace(
        state,
        failures=failures,
        code=error.code,
        values=tuple(sorted(error.values.items())),
        since=state.since or now,
        next_try=None if error.code == "gone" else now + int(later),
        log=_logged(state, (now, error.code, 0, 0, 0)),
    )


def next_due(state: State | None, interval: int, seen: int) -> int | None:
    """When the channel is to be asked; None: not until a person asks.

    An unchanged answer is not written down, so the plan is a grid from the last success that was:
    everything on it up to ``seen``, the worker's last finished round, has been asked.
    """
    if state is None or (state.checked is None and not state.failures):
        return 0
    if state.failures:
        return state.next_try
    step = max(interval, state.wait or 0)
    return state.checked + (max(0, seen - state.checked) // step + 1) * step


def last_checked(state: State, interval: int, seen: int) -> int | None:
    """The last moment that the source answered, reckoned on the same grid."""
    if state.checked is None or state.failures:
        return state.checked
    return next_due(state, interval, seen) - max(interval, state.wait or 0)


def proposal(state: State | None, now: int) -> str:
    """An address that permanent redirects have led to for a week, for a person to accept."""
    if state and state.moved_to and now - state.moved_since >= MOVED_FOR:
        return state.moved_to
    return ""


def is_news(before: State | None, after: State) -> bool:
    """Whether the change is worth a write; validators alone are not."""
    return before is None or any(
        getattr(before, name) != getattr(after, name)
        for name in ("feed_url", "failures", "code", "next_try", "moved_to")
    )


def _moved(state, moved_to, now):
    if moved_to == state.moved_to:
        return state
    return replace(state, moved_to=moved_to, moved_since=now if moved_to else None)


def _logged(state, happening):
    return (*state.log, happening)[-LOGGED:]
