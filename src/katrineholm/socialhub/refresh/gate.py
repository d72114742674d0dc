"""Before a channel becomes official its feed is asked (guideline G4)."""

from zope.component import adapter
from zope.interface import implementer

from .. import _
from ..channels.facts import facts_of, hub_of
from ..channels.interfaces import IChannel, IGate
from ..channels.lifecycle import Demand
from .byhand import fetch_now
from .keep import recalled
from .report import problem


@implementer(IGate)
@adapter(IChannel)
class WorkingFeed:
    """A feed that is there must work."""

    def __init__(self, channel):
        self.channel = channel

    def demands(self, step, given) -> list[Demand]:
        if step != "make-official" or not self.channel.feed_url:
            return []
        fault = self._fault()
        advice = (
            _("The feed does not work: ${problem}", mapping={"problem": fault["message"]})
            if fault
            else _("The feed works")
        )
        return [Demand("feed_works", _("The feed works"), fault is None, advice)]

    def _fault(self):
        """What is wrong with the feed, by the latest answer; it is asked where there is none."""
        state = recalled(hub_of(self.channel), facts_of(self.channel))
        if state is None or state.failures:
            state = fetch_now(self.channel).state
        return problem(state)
