"""The rows of a hub's or an administration's board, cached."""

from time import time
from typing import Any

from plone import api

from ...accounts.channels import history
from ...accounts.channels.facts import viewable_channels
from ...accounts.channels.hub import hub_of
from ...public.register import proofs
from ...refresh import lease, summary
from ...site.pages.cache import LruCache, visibility_key
from ...site.settings.registry import setting
from .channel_rows import BoardRow, channel_rows, hub_data

ROWS_CACHE = LruCache(8)  # boards, a few megabytes each


def board_rows(context: Any) -> tuple[BoardRow, ...]:
    """Return the rows of the channels that the user may see, cached for five minutes at most."""
    return ROWS_CACHE.get(board_cache_key(context), lambda: _new_rows(context, int(time())))


def board_cache_key(context: Any) -> tuple:
    """Return a board's cache key, which for the sake of members' accounts changes with time."""
    hub = hub_of(context)
    latest = next(history.hub_lines(hub), {})
    changed = tuple(latest.get(name) for name in ("time", "who", "uid", "step"))
    kept = (
        summary.summaries_revision(hub),
        proofs.proofs_revision(hub),
        changed,
        setting("confirm_after"),
    )
    worker = is_worker_active(api.portal.get(), int(time()))
    return "/".join(context.getPhysicalPath()), visibility_key(), kept, worker


def is_worker_active(site: Any, now: int) -> bool:
    """Return True if a worker has sent a heartbeat recently."""
    sign = lease.last_heartbeat(site)
    return sign is not None and abs(now - sign) <= lease.DEAD_SECONDS


def _new_rows(context, now):
    known = hub_data(hub_of(context), now, worker=is_worker_active(api.portal.get(), now))
    return channel_rows(viewable_channels(context), known, now)
