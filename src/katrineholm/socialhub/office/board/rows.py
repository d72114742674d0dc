"""The rows of a hub's or an administration's board, cached."""

from time import time
from typing import Any

from plone import api

from ...accounts.channels import history
from ...accounts.channels.facts import visible
from ...accounts.channels.hub import hub_of
from ...public.identity import proofs
from ...refresh import lease, summary
from ...site.caching.memory import Shelf, sight
from ...site.settings.registry import setting
from .judging import Row, known_of, rows_of

KEPT = Shelf(8)  # boards, a few megabytes each


def rows(context: Any) -> tuple[Row, ...]:
    """Return the rows of the channels that the user may see, cached for five minutes at most."""
    return KEPT.get(cache_key(context), lambda: _judged(context, int(time())))


def cache_key(context: Any) -> tuple:
    """Return a board's cache key, which for the sake of members' accounts changes with time."""
    hub = hub_of(context)
    latest = next(history.of_hub(hub), {})
    changed = tuple(latest.get(name) for name in ("time", "who", "uid", "step"))
    kept = summary.revision(hub), proofs.revision(hub), changed, setting("confirm_after")
    worker = is_attended(api.portal.get(), int(time()))
    return "/".join(context.getPhysicalPath()), sight(), kept, worker


def is_attended(site: Any, now: int) -> bool:
    """Return True if a worker has sent a heartbeat recently."""
    sign = lease.last_sign(site)
    return sign is not None and abs(now - sign) <= lease.DEAD_AFTER


def _judged(context, now):
    known = known_of(hub_of(context), now, worker=is_attended(api.portal.get(), now))
    return rows_of(visible(context), known, now)
