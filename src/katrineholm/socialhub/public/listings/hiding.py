"""An editor takes an entry out of sight, and back: it stays hidden whatever the source does."""

from itertools import islice
from time import time

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView
from zExceptions import NotFound

from ... import _, logger
from ...accounts.channels import post_acts
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import when
from ...core.timeline.store import timeline_of
from ...site.forms.request import TakesForm, text
from .cards import CardMaker
from .hand import may_hide

MOST = 200


class ChangeEntry(TakesForm):
    """Changes one entry for a person who may do so on the entry's own channel."""

    def take(self, form):
        timeline = timeline_of(self.context)
        entry = timeline.get(text(form, "entry"))
        if entry is None:
            raise NotFound("entry")
        self.channel = api.content.get(UID=entry["channel"])
        if self.channel is None:
            raise NotFound("channel")
        if not may_hide(self.channel):
            raise Unauthorized
        return self.change(timeline, entry["entry_id"], api.user.get_current().getId())

    def next_url(self) -> str:
        return f"{self.channel.absolute_url()}/@@hidden-entries"


class HideEntry(ChangeEntry):
    """``@@hide-entry``: the entry goes out of sight and is kept as a record."""

    def change(self, timeline, entry_id, user):
        now = int(time())
        if timeline.hide(entry_id, by=user, now=now):
            post_acts.note(self.context, "hide", [entry_id], now=now, who=user)
        logger.info("Entry %s is hidden by %s", entry_id, user)
        return _("The entry is hidden. It stays hidden when the channel is retrieved again.")


class ShowEntry(ChangeEntry):
    """``@@show-entry``: the entry is seen again."""

    def change(self, timeline, entry_id, user):
        if timeline.show(entry_id):
            post_acts.note(self.context, "show", [entry_id], now=int(time()), who=user)
        logger.info("Entry %s is shown again by %s", entry_id, user)
        return _("The entry is shown again.")


class HiddenEntries(BrowserView):
    """``@@hidden-entries`` on a channel: what is stored and not seen, and why."""

    @property
    def hub_url(self):
        return hub_of(self.context).absolute_url()

    def entries(self) -> list[dict]:
        """Cards of the newest entries that visitors do not see, with the ``reason``."""
        hub = hub_of(self.context)
        timeline, facts = timeline_of(hub), facts_of(self.context)
        maker = CardMaker(hub, timeline, self.request)
        return [
            {**maker.card(entry, facts), "reason": reason(entry), "by_hand": bool(entry["hidden"])}
            for entry in islice(timeline.unseen(facts.uid), MOST)
        ]


def reason(entry):
    """Why an entry is not seen, as a message."""
    if entry["hidden"]:
        hidden = entry["hidden"]
        said = {"who": hidden["by"], "when": when(hidden["when"])["text"]}
        return _("Hidden by ${who} on ${when}", mapping=said)
    if entry["withdrawn"] is not None:
        return _("Withdrawn at the source")
    if entry["filtered"]:
        return _("Filtered out by word")
    return _("Waits to be reviewed") if entry.get("held") else _("Too old, or over the limit")
