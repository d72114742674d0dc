"""The feed doctor: paste an address, learn what it is, what is wrong, and what to ask for."""

from functools import cached_property

from AccessControl import Unauthorized
from Products.Five import BrowserView

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import lately, when
from ...accounts.editing.adding import may_add, places
from ...accounts.editing.preview import every_way
from ...accounts.editing.probe import probe
from ...core.feeds.errors import FeedError
from ...site.forms.faults import note
from ...site.forms.request import require_form, text
from .answer import examined, refusal

LONGEST = 2000  # one sign more is refused as too long


class FeedDoctor(BrowserView):
    """``@@feed-doctor`` on a hub or an administration; a look is had by POST only."""

    address = ""
    answer = None
    may_hide = False  # for the cards
    undescribed = ""

    def __call__(self):
        if not may_add(self.context):
            raise Unauthorized
        self.address = text(self.request.form, "address")[: LONGEST + 1]
        if self.request.method == "POST":
            require_form(self.request)
            self.answer = self.examine()
        return self.index()

    def examine(self) -> dict:
        """What is at the address, with what to do about what is wrong."""
        if not self.address:
            return self._problem({"text": _("Write an address."), "advice": ""})
        try:
            return examined(probe(self.address), self.context)
        except FeedError as error:
            return self._problem(refusal(error))

    def _problem(self, told):
        note(self.request, {"address": told["text"]})
        return {"problem": told}

    @cached_property
    def administrations(self) -> list[dict]:
        """Where the user may register a channel."""
        return [
            {"title": place.title, "url": f"{place.absolute_url()}/++add++Channel"}
            for place in places(self.context)
        ]

    @cached_property
    def hub_url(self):
        return hub_of(self.context).absolute_url()

    def services(self) -> list[dict]:
        """Every service, with the ways in there are."""
        return every_way()

    def when(self, seconds):
        return when(seconds)

    def lately(self, seconds):
        return lately(seconds)
