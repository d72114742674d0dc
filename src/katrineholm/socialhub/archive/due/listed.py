"""What is due of each channel: a snapshot, a delivery, and how long messages are kept."""

from dataclasses import dataclass
from datetime import date

from ...accounts.channels.facts import ChannelFacts, known
from ...accounts.channels.moments import date_of, today
from ...core.messages.store import messages_of
from ...core.timeline.store import timeline_of
from ...inbox.records.disposal import ripe
from ..closing.decisions import decision
from ..orders import book as orders
from ..snapshots.due import due_day, is_kept_here


@dataclass(frozen=True, slots=True)
class Row:
    """A channel; days are None where there is nothing to tell.

    ``snapshot`` is when the next one is due, ``by_hand`` whether a person brings it. ``newest`` is
    the day of the newest post, ``delivered`` the last day of the latest package that the archive
    has acknowledged, ``packed`` that of the latest that is ready. ``ripe`` are messages that have
    been kept for as long as they are to be.
    """

    facts: ChannelFacts
    snapshot: date | None
    by_hand: bool
    newest: date | None
    packed: date | None
    delivered: date | None
    is_not_archived: bool
    ripe: int

    @property
    def is_snapshot_due(self) -> bool:
        return self.snapshot is not None and self.snapshot <= today()

    @property
    def is_delivery_due(self) -> bool:
        """Whether a post is newer than what the archive has, and it is to have it."""
        if self.newest is None or self.is_not_archived:
            return False
        return self.delivered is None or self.delivered < self.newest

    @property
    def is_due(self) -> bool:
        return self.is_snapshot_due or self.is_delivery_due or bool(self.ripe)


def rows(hub, now: int) -> list[Row]:
    """Every channel that has been official, those with something due first, then by title."""
    packages, messages = list(orders.newest_first(hub)), messages_of(hub)
    old: dict[str, int] = {}
    for number in ripe(hub, now):
        uid = messages[number]["channel"]
        old[uid] = old.get(uid, 0) + 1
    found = [
        _row(hub, facts, packages, old.get(facts.uid, 0))
        for facts in known(hub)
        if facts.official_since
    ]
    return sorted(found, key=lambda row: (not row.is_due, row.facts.title.casefold()))


def _row(hub, facts, packages, old):
    last = timeline_of(hub).last_kept(facts.uid)
    held = {facts.uid, facts.administration.uid}
    ready = [each for each in packages if each.state == orders.READY and each.whose in held]
    snapshot = due_day(hub, facts)
    return Row(
        facts=facts,
        snapshot=snapshot,
        by_hand=not is_kept_here(hub, facts),
        newest=date_of(last[0]) if last else None,
        packed=_last_day(ready),
        delivered=_last_day([each for each in ready if each.receipt]),
        is_not_archived=decision(hub, facts.uid) is not None,
        ripe=old,
    )


def _last_day(packages):
    return max((date.fromisoformat(each.last) for each in packages), default=None)
