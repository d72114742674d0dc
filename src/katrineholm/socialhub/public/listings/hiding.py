"""An editor takes an entry out of sight, and back: it stays hidden whatever the source does."""

from itertools import islice
from time import time

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView
from zExceptions import NotFound

from ... import _, logger
from ...accounts.channels import history, post_acts
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import when
from ...core.timeline.store import timeline_of
from .acting import ActsOnEntry
from .cards import CardMaker
from .hand import may_hide, why_hidden, why_in

MOST = 200


class ChangeEntry(ActsOnEntry):
    """Changes one entry for a person who may do so on the entry's own channel."""

    message, step, act, why = "", "", "", staticmethod(why_in)

    def take(self, form):
        timeline = timeline_of(self.context)
        entry = timeline.get(self.named)
        if entry is None:
            raise NotFound("entry")
        self.channel = api.content.get(UID=entry["channel"])
        if self.channel is None:
            raise NotFound("channel")
        if not may_hide(self.channel):
            raise Unauthorized
        why, entry_id = self.why(form), entry["entry_id"]
        user, now = api.user.get_current().getId(), int(time())
        is_decline = self.act == "hide" and timeline.is_waiting(entry)
        if self.change(timeline, entry_id, user, now):
            act = "decline" if is_decline else self.act
            post_acts.note(self.context, act, [entry_id], now=now, who=user, why=why)
            history.note(self.channel, self.step, entry["title"])
        return self.message

    def next_url(self) -> str:
        return f"{self.channel.absolute_url()}/@@hidden-entries"


class HideEntry(ChangeEntry):
    """``@@hide-entry``: the entry goes out of sight and is kept as a record."""

    message = _("The entry is hidden. It stays hidden when the channel is retrieved again.")
    step, act, why = "entry-hidden", "hide", staticmethod(why_hidden)

    def change(self, timeline, entry_id, user, now):
        logger.info("Entry %s is hidden by %s", entry_id, user)
        return timeline.hide(entry_id, by=user, now=now)


class ShowEntry(ChangeEntry):
    """``@@show-entry``: the entry is seen again."""

    message = _("The entry is shown again.")
    step, act = "entry-shown", "show"

    def form_url(self):
        return self.next_url()

    def change(self, timeline, entry_id, user, now):
        logger.info("Entry %s is shown again by %s", entry_id, user)
        return timeline.show(entry_id)


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
            if not entry.get("disposed")
        ]


def reason(entry):
    """Why an entry is not seen, as a message."""
    if entry["hidden"]:
        hidden = entry["hidden"]
        said = {"who": hidden["by"], "when": when(hidden["when"])["text"]}
        return _("Hidden by ${who} on ${when}", mapping=said)
    if entry["withdrawn"] is not None:
        return _("Withdrawn at the source")
    if entry.get("record"):
        return _("Kept for the record only")
    if entry["filtered"]:
        return _("Left out by the channel's filters")
    return _("Waits to be reviewed") if entry.get("held") else _("Too old, or over the limit")
