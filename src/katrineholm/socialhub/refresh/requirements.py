"""The requirement that an official channel's feed works (guideline G4)."""

from typing import Any

from zope.component import adapter
from zope.interface import implementer

from .. import _
from ..accounts.channels.facts import facts_of
from ..accounts.channels.hub import hub_of
from ..accounts.channels.interfaces import IChannel, IGate
from ..accounts.registration.requirements import Requirement
from .answer_storage import current_state
from .manual_retrieval import fetch_now
from .report import current_problem


@implementer(IGate)
@adapter(IChannel)
class FeedRequirement:
    """The requirement that a channel's feed, if it has one, works."""

    def __init__(self, channel):
        self.channel = channel

    def requirements(self, step: str, given: Any) -> list[Requirement]:
        if step != "make-official" or not self.channel.feed_url:
            return []
        state = current_state(hub_of(self.channel), facts_of(self.channel))
        if not given.is_trial and (state is None or state.failures):
            state = fetch_now(self.channel).state
        is_met, advice = _feed_verdict(state)
        return [Requirement("feed_works", _("The feed works"), is_met, advice)]


def _feed_verdict(state):
    if state is None:
        return False, _("The feed has not been tested yet: choose Test the feed.")
    if fault := current_problem(state):
        return False, _("The feed does not work: ${problem}", mapping={"problem": fault["message"]})
    return True, _("The feed works")
