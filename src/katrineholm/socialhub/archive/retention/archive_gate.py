"""The demand that a channel is archived before it is closed (guideline G1)."""

from collections.abc import Mapping

from plone.dexterity.content import Container
from zope.component import adapter
from zope.interface import implementer

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel, IGate
from ...accounts.channels.times import formatted_date, local_date
from ...accounts.registration.requirements import Requirement
from ..packages import order_storage
from ..packages.coverage import oldest_missing_time
from .archive_decisions import archive_decision

PAGE = "@@archive-decision"


@implementer(IGate)
@adapter(IChannel)
class ArchiveGate:
    """The demand of packages that hold all posts, or of a decision not to archive."""

    def __init__(self, channel):
        self.channel = channel

    def demands(self, step: str, given: Mapping) -> list[Requirement]:
        if step != "close":
            return []
        missing = oldest_unarchived_time(hub_of(self.channel), self.channel.UID())
        advice = _(
            "No package for the archive holds all posts of the channel: the oldest that is missing "
            "is from ${day}. The archivist orders one from that day until today; or note the "
            "decision not to archive the channel.",
            mapping={"day": formatted_date(local_date(missing or 0).isoformat())},
        )
        url = f"{self.channel.absolute_url()}/{PAGE}"
        title = _("Package for the archive")
        return [Requirement("archived", title, missing is None, advice, url)]


def oldest_unarchived_time(hub: Container, uid: str) -> int | None:
    """Return the time of the oldest post that would be lost to the archive, or None."""
    if archive_decision(hub, uid):
        return None
    ready = (each for each in order_storage.all_orders(hub) if each.state == order_storage.READY)
    return oldest_missing_time(hub, uid, ready)
