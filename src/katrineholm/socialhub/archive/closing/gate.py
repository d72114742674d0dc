"""The demand that a channel is archived before it is closed (guideline G1)."""

from collections.abc import Mapping

from plone.dexterity.content import Container
from zope.component import adapter
from zope.interface import implementer

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel, IGate
from ...accounts.channels.moments import date_of, day
from ...accounts.judging.standing import Demand
from ..orders import book
from ..orders.coverage import missing_since
from .decisions import decision

PAGE = "@@archive-decision"


@implementer(IGate)
@adapter(IChannel)
class Archived:
    """The demand of packages that hold all posts, or of a decision not to archive."""

    def __init__(self, channel):
        self.channel = channel

    def demands(self, step: str, given: Mapping) -> list[Demand]:
        if step != "close":
            return []
        missing = unarchived_since(hub_of(self.channel), self.channel.UID())
        advice = _(
            "No package for the archive holds all posts of the channel: the oldest that is missing "
            "is from ${day}. The archivist orders one from that day until today; or note the "
            "decision not to archive the channel.",
            mapping={"day": day(date_of(missing or 0).isoformat())},
        )
        url = f"{self.channel.absolute_url()}/{PAGE}"
        title = _("Package for the archive")
        return [Demand("archived", title, missing is None, advice, url)]


def unarchived_since(hub: Container, uid: str) -> int | None:
    """Return the time of the oldest post that would be lost to the archive, or None."""
    if decision(hub, uid):
        return None
    ready = (each for each in book.newest_first(hub) if each.state == book.READY)
    return missing_since(hub, uid, ready)
