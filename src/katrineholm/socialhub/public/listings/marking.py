"""An entry is pinned or featured, and let back to its place; see ``hand`` for what that means."""

from time import time

from plone import api
from zExceptions import NotFound

from ... import _, logger
from ...accounts.channels import post_acts
from ...accounts.channels.facts import speaking
from ...core.timeline.store import timeline_of
from ...site.forms.request import text
from .acting import ActsOnEntry
from .hand import why_in
from .stream import entry_at

# What is written down of a mark that an entry gets, and loses.
ACTS = {"pinned": ("pin", "unpin"), "featured": ("feature", "unfeature")}


class Mark(ActsOnEntry):
    """What pinning and featuring share; the person may do so in the whole hub."""

    mark = ""
    done = ""
    done_instead = ""

    def take(self, form):
        entry, facts = found(self.context, form)
        if facts not in speaking(self.context) or timeline_of(self.context).is_waiting(entry):
            return _("Only what everybody sees on the hub can stand first there.")
        return self.put_first(entry["entry_id"], why_in(form))

    def put_first(self, entry_id, why):
        """Give the mark; the message that says so, and which entry has lost it."""
        timeline, user, now = timeline_of(self.context), api.user.get_current().getId(), int(time())
        marked = mark_of(timeline, entry_id)
        before = timeline.mark(self.mark, entry_id, by=user, now=now)
        logger.info("Entry %s is %s by %s", entry_id, self.mark, user)
        given, lost = ACTS[self.mark]
        told = {"now": now, "who": user, "why": why}
        post_acts.note(self.context, lost, filter(None, [before]), **told)
        post_acts.note(self.context, given, [entry_id] * (marked != self.mark), **told)
        entry = timeline.get(before)
        if entry is None:
            return self.done
        logger.info("Entry %s is no longer %s", before, self.mark)
        return _(self.done_instead, mapping={"title": entry["title"]})


class PinEntry(Mark):
    """``@@pin-entry``: the entry stands first."""

    mark = "pinned"
    done = _("The entry is pinned: it stands first.")
    done_instead = _("The entry is pinned: it stands first. No longer pinned: ${title}")


class FeatureEntry(Mark):
    """``@@feature-entry``: the entry is shown large at the top of the hub's page."""

    mark = "featured"
    done = _("The entry is featured at the top of the hub.")
    done_instead = _("The entry is featured at the top of the hub. No longer featured: ${title}")


class UnmarkEntry(ActsOnEntry):
    """``@@unmark-entry``: the entry stands where its time puts it."""

    def take(self, form):
        entry, _facts = found(self.context, form)
        timeline, entry_id, why = timeline_of(self.context), entry["entry_id"], why_in(form)
        if mark := mark_of(timeline, entry_id):
            timeline.unmark(entry_id)
            user, act = api.user.get_current().getId(), ACTS[mark][1]
            post_acts.note(self.context, act, [entry_id], now=int(time()), who=user, why=why)
            logger.info("Entry %s is let back to its place by %s", entry_id, user)
        return _("The entry stands in its usual place again.")


def mark_of(timeline, entry_id: str) -> str:
    """The mark that an entry has; empty where it has none."""
    marks = timeline.marks().items()
    return next((name for name, mark in marks if mark["entry"] == entry_id), "")


def found(hub, form):
    """The entry that a form names, and its channel's facts; NotFound where there is none."""
    entry = entry_at(hub, text(form, "entry"))
    if entry is None:
        raise NotFound("entry")
    return entry
