"""An entry is pinned or featured, and let back to its place; see ``hand`` for what that means."""

from time import time

from plone import api
from zExceptions import NotFound

from ... import _, logger
from ...accounts.channels.facts import speaking
from ...core.timeline.store import timeline_of
from ...site.forms.request import TakesForm, text
from .stream import entry_at


class Mark(TakesForm):
    """What pinning and featuring share; the person may do so in the whole hub."""

    mark = ""
    done = ""
    done_instead = ""

    def take(self, form):
        entry, facts = found(self.context, form)
        if facts not in speaking(self.context) or timeline_of(self.context).is_waiting(entry):
            return _("Only what everybody sees on the hub can stand first there.")
        return self.put_first(entry["entry_id"])

    def put_first(self, entry_id):
        """Give the mark; the message that says so, and which entry has lost it."""
        timeline, user = timeline_of(self.context), api.user.get_current().getId()
        before = timeline.mark(self.mark, entry_id, by=user, now=int(time()))
        logger.info("Entry %s is %s by %s", entry_id, self.mark, user)
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


class UnmarkEntry(TakesForm):
    """``@@unmark-entry``: the entry stands where its time puts it."""

    def take(self, form):
        entry, _facts = found(self.context, form)
        if timeline_of(self.context).unmark(entry["entry_id"]):
            user = api.user.get_current().getId()
            logger.info("Entry %s is let back to its place by %s", entry["entry_id"], user)
        return _("The entry stands in its usual place again.")


def found(hub, form):
    """The entry that a form names, and its channel's facts; NotFound where there is none."""
    entry = entry_at(hub, text(form, "entry"))
    if entry is None:
        raise NotFound("entry")
    return entry
