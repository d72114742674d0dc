"""``@@messages-rounds`` on a hub: go through the channels, and see when somebody did."""

from functools import cached_property
from itertools import islice
from time import time

from AccessControl import Unauthorized
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.facts import known
from ...accounts.channels.moments import today, when
from ...accounts.people.person import member_name
from ...site.forms.refusals import FaultyFields
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, texts
from ..routing.roles import is_handler, me, my_channels, roles_in
from . import rounds

MOST = 30  # past rounds on the page


class RoundsView(KeepsWhatWasWritten, BrowserView):
    """The office sees every channel with dialogue, an officer the own ones."""

    template = ViewPageTemplateFile("rounds.pt")

    def __call__(self):
        if not is_handler(self.context):
            raise Unauthorized(self.__name__)
        return self.answer()

    def answer(self):
        """The page."""
        return self.template()

    @cached_property
    def channels(self) -> list:
        """The channels that the user may go through."""
        found = rounds.to_supervise(self.context)
        if "office" in roles_in(self.context):
            return found
        mine = set(my_channels(self.context))
        return [facts for facts in found if facts.uid in mine]

    def rows(self) -> list[dict]:
        """``facts``, whether it is ``done`` today, and the days that were ``missed``, as text."""
        return [
            {
                "facts": facts,
                "done": rounds.is_done(self.context, facts.uid, today()),
                "missed": ", ".join(map(_day, rounds.missed(self.context, facts.uid, today()))),
            }
            for facts in self.channels
        ]

    def past(self) -> list[dict]:
        """The latest rounds that were about a channel of the user's: ``when``, ``who``, which."""
        seen = {facts.uid for facts in self.channels}
        is_office = "office" in roles_in(self.context)
        found = (
            line
            for line in rounds.past(self.context)
            if is_office or not seen.isdisjoint(line["channels"])
        )
        return [self._told(line) for line in islice(found, MOST)]

    def _told(self, line):
        titles = [self._titles.get(uid) for uid in line["channels"]]
        return {
            "when": when(line["time"]),
            "who": member_name(line["who"]),
            "channels": ", ".join(filter(None, titles)),
        }

    @cached_property
    def _titles(self):
        return {facts.uid: facts.title for facts in known(self.context)}


class GoThrough(RoundsView):
    """``@@messages-go-through``: "I have gone through them", for the channels that were chosen."""

    def answer(self):
        require_form(self.request)
        chosen = texts(self.request.form, "channel")
        uids = [facts.uid for facts in self.channels if facts.uid in chosen]
        if not uids:
            told = _("Choose at least one channel that you have gone through.")
            self.refuse(FaultyFields({"channel": told}))
            return self.template()
        rounds.go_through(self.context, uids, who=me(), now=int(time()))
        leave(self.request, self._url, _("The round is noted."))

    @property
    def _url(self):
        return f"{self.context.absolute_url()}/@@messages-rounds"


def _day(each):
    """As short as can be: there may be ten of them."""
    return f"{each.day}/{each.month}"
