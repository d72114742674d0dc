"""A channel is closed only when the archive can have all of it (the guidelines' point G1)."""

from zope.component import adapter
from zope.interface import implementer

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel, IGate
from ...accounts.judging.standing import Demand
from ...core.timeline.store import timeline_of
from ..orders.book import delivered_with
from .decisions import decision

PAGE = "@@archive-decision"


@implementer(IGate)
@adapter(IChannel)
class Archived:
    """A package that holds the last post, or a decision not to archive."""

    def __init__(self, channel):
        self.channel = channel

    def demands(self, step, given) -> list[Demand]:
        if step != "close":
            return []
        advice = _(
            "No package for the archive holds the channel's last post. The archivist orders one "
            "until today; or note the decision not to archive the channel."
        )
        url = f"{self.channel.absolute_url()}/{PAGE}"
        is_met = is_archived(hub_of(self.channel), self.channel.UID())
        return [Demand("archived", _("Package for the archive"), is_met, advice, url)]


def is_archived(hub, uid: str) -> bool:
    """Whether nothing of a channel would be lost to the archive, be it that it has no posts."""
    last = timeline_of(hub).last_kept(uid)
    if last is None or decision(hub, uid):
        return True
    return delivered_with(hub, uid, last) is not None
