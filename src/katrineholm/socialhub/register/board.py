"""One board over the channels of a hub or an administration."""

from time import time

from plone import api

from ..channels import history
from ..channels.facts import hub_of, sight, visible
from ..channels.settings import setting
from ..refresh import lease, summary
from . import proofs
from .judging import Row, known_of, rows_of
from .shelf import Shelf

KEPT = Shelf(8)  # boards, a few megabytes each


def rows(context) -> tuple[Row, ...]:
    """The channels below a hub or an administration that the present user may see.

    They are kept until anything changes that they tell of, five minutes at most.
    """
    hub, now = hub_of(context), int(time())
    worker = is_attended(api.portal.get(), now)

    def make():
        return rows_of(visible(context), known_of(hub, now, worker=worker), now)

    return KEPT.get((*_books(context, hub), worker), make)


def is_attended(site, now: int) -> bool:
    """Whether a worker has shown lately that it lives."""
    sign = lease.last_sign(site)
    return sign is not None and abs(now - sign) <= lease.DEAD_AFTER


def _books(context, hub):
    """What a board depends on.

    People's accounts change without a trace in it: ``sight`` is another every five minutes.
    """
    latest = next(history.of_hub(hub), {})
    changed = tuple(latest.get(name) for name in ("time", "who", "uid", "step"))
    kept = summary.revision(hub), proofs.revision(hub), changed, setting("confirm_after")
    return "/".join(context.getPhysicalPath()), sight(), kept
