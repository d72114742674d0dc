"""The state of a channel's retrieval, and the next state after each outcome.

Times are whole seconds since 1970 (UTC), durations are seconds. This module accesses neither the
network nor the database.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from random import random as chance
from typing import Any

from .. import DAY, has_come
from ..core.feeds.errors import FeedError
from ..core.feeds.model import FeedState, Reading
from ..core.feeds.schedule import back_off_seconds

LOG_LENGTH = 20
MOVE_SECONDS = 7 * DAY
# Only a person can solve these: a wrong URL or a missing token.
TOKEN_PROBLEMS = ("no_token", "token_ended", "no_permission", "other_account")
MANUAL_PROBLEMS = ("gone", "no_address", *TOKEN_PROBLEMS)


@dataclass(frozen=True, slots=True)
class Status:
    """The status of the retrieval from a feed URL.

    ``checked`` is the time of the last success, and ``next_try`` is set while the channel fails.
    ``code`` and ``values`` describe the current problem, which started at ``since``. ``moved_to``
    is the target of permanent redirects, last changed at ``moved_since``.
    """

    feed_url: str
    checked: int | None = None
    wait: int | None = None
    failures: int = 0
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()
    since: int | None = None
    next_try: int | None = None
    moved_to: str = ""
    moved_since: int | None = None

    @property
    def is_stopped(self) -> bool:
        """True if the retrieval has failed and is not retried, except if a token is missing."""
        return bool(self.failures) and self.next_try is None and self.code not in TOKEN_PROBLEMS


@dataclass(frozen=True, slots=True)
class State(Status):
    """A status with ``known``, the source's validators, and the log.

    ``log`` contains the latest outcomes as (time, code, new, changed, withdrawn), the newest last.
    The code of a success is "ok".
    """

    known: FeedState = field(default_factory=FeedState)
    log: tuple[tuple, ...] = ()


def state_after_success(
    state: State,
    known: FeedState,
    now: int,
    *,
    wait: int | None = None,
    moved_to: str = "",
    counts: tuple[int, int, int] = (0, 0, 0),
) -> State:
    """Return the state after a successful retrieval, without any problem."""
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


def state_after_failure(
    state: State,
    error: FeedError,
    now: int,
    interval: int,
    *,
    stop_after: int = 0,
    random: Callable[[], float] = chance,
) -> State:
    """Return the state after a failed retrieval, with a growing delay until the next try.

    There is no next try if only a person can solve the problem (MANUAL_PROBLEMS), or after
    ``stop_after`` failures in a row, unless that is 0.
    """
    failures = state.failures + 1
    is_stopped = error.code in MANUAL_PROBLEMS or 0 < stop_after <= failures
    later = max(back_off_seconds(failures, base=interval, random=random), error.retry_after or 0)
    return replace(
        state,
        failures=failures,
        code=error.code,
        values=tuple(sorted(error.values.items())),
        since=state.since or now,
        next_try=None if is_stopped else now + int(later),
        log=_logged(state, (now, error.code, 0, 0, 0)),
    )


def state_after_answer(
    state: State, answer: Reading | FeedError | None, now: int, interval: int
) -> State:
    """Return the state after a retrieval with this result; None is an unchanged answer."""
    if isinstance(answer, FeedError):
        return state_after_failure(state, answer, now, interval)
    known, wait = (answer.known, answer.wait) if answer else (state.known, None)
    return state_after_success(state, known, now, wait=wait)


def state_values(state: State) -> dict[str, Any]:
    """Return a state without its log as plain values, which ``state_from`` reads."""
    return {**asdict(state), "log": ()}


def state_from(values: Mapping[str, Any]) -> State:
    """Return the state from values that ``state_values`` made."""
    return State(**{**values, "known": FeedState(**values["known"])})


def restarted_state(state: State) -> State:
    """Return the state, with its failures reset if it was stopped, as a person tries again."""
    return replace(state, failures=0, since=None) if state.is_stopped else state


def next_due(state: Status | None, interval: int, seen: int, now: int) -> int | None:
    """Return when the channel is due, or None if only a person can start the next try.

    An unchanged answer is not stored, so the due times are a grid that starts at the last stored
    success. All retrievals on it up to ``seen``, the worker's last finished round, have been done.
    Times in the future, from a wrong clock, delay nothing.
    """
    if state is not None and state.failures:
        at = state.next_try
        return at if at is None or not has_come(at, now) else min(at, now)
    if state is None or state.checked is None or state.checked > now:
        return 0
    step = max(interval, state.wait or 0)
    return state.checked + (max(0, min(seen, now) - state.checked) // step + 1) * step


def last_checked(state: Status, interval: int, seen: int, now: int) -> int | None:
    """Return when the source last answered, on the grid of ``next_due``, or None if never."""
    if state.checked is None or state.failures or state.checked > now:
        return state.checked and min(state.checked, now)
    return (next_due(state, interval, seen, now) or 0) - max(interval, state.wait or 0)


def proposed_url(state: Status | None, now: int) -> str:
    """Return the URL to which permanent redirects have led for a week, or ""."""
    if state and state.moved_to and now - (state.moved_since or 0) >= MOVE_SECONDS:
        return state.moved_to
    return ""


def is_worth_storing(before: State | None, after: State) -> bool:
    """Return True if a change of state is worth a write. New validators alone are not."""
    if before is None or before.failures != after.failures:
        return True
    is_elsewhere = before.known.inside != after.known.inside
    return is_elsewhere or _is_ahead(before, after) or _is_redirected(before, after)


def _is_ahead(before, after):
    """Return True if a wrong clock has stored a time in the future, to be overwritten."""
    ahead = max(before.checked or 0, before.moved_since or 0)
    return after.checked is not None and ahead > after.checked


def _is_redirected(before, after):
    """Return True if the redirect is new; one that keeps changing counts once a day."""
    if before.moved_to == after.moved_to:
        return False
    return before.moved_since is None or after.checked - before.moved_since >= DAY


def _moved(state, moved_to, now):
    if moved_to == state.moved_to and (state.moved_since or 0) <= now:
        return state
    return replace(state, moved_to=moved_to, moved_since=now)


def _logged(state, happening):
    return (*state.log, happening)[-LOG_LENGTH:]
