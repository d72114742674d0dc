"""The requirement that an official channel's feed works (guideline G4)."""

from typing import Any

from zope.component import adapter
from zope.interface import implementer

from .. import _
from ..accounts.channels.facts import facts_of
from ..accounts.channels.hub import hub_of
from ..accounts.channels.interfaces import IChannel, IGate
from ..accounts.judging.standing import Demand
from .byhand import fetch_now
from .keep import recalled
from .report import problem


@implementer(IGate)
@adapter(IChannel)
class WorkingFeed:
    """The requirement that a channel's feed, if it has one, works."""

    def __init__(self, channel):
        self.channel = channel

    def demands(self, step: str, given: Any) -> list[Demand]:
        if step != "make-official" or not self.channel.feed_url:
            return []
        state = recalled(hub_of(self.channel), facts_of(self.channel))
        if not given.is_trial and (state is None or state.failures):
            state = fetch_now(self.channel).state
        is_met, advice = _verdict(state)
        return [Demand("feed_works", _("The feed works"), is_met, advice)]


def _verdict(state):
    if state is None:
        return False, _("The feed has not been tested yet: choose Test the feed.")
    if fault := problem(state):
        return False, _("The feed does not work: ${problem}", mapping={"problem": fault["message"]})
    return True, _("The feed works")
