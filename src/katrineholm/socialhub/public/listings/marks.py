"""Pinning and featuring an entry, and removing the mark."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from time import time

from plone import api
from plone.dexterity.content import Container
from zExceptions import NotFound
from zope.i18nmessageid import Message

from ... import _, logger
from ...accounts.channels import post_acts
from ...accounts.channels.facts import ChannelFacts, active_channels
from ...core.timeline import marks as timeline_marks
from ...core.timeline.entry import is_held
from ...core.timeline.layout import Entry
from ...core.timeline.store import Timeline, timeline_of
from ...site.pages.acts import Act, ActContext
from ...site.pages.permissions import HIDE_ENTRY
from .editorial import IDecision
from .stream import visible_entry

# The acts that are logged when an entry gets a mark, and loses it.
ACTS = {"pinned": ("pin", "unpin"), "featured": ("feature", "unfeature")}


def set_mark(
    at: ActContext, given: Mapping, *, mark: str, done: Message, done_instead: Message
) -> Message:
    """Mark an entry, unless visitors cannot see it; return a message about the outcome."""
    entry, facts = named_entry(at.context, given)
    timeline = timeline_of(at.context)
    if facts not in active_channels(at.context) or is_held(entry):
        return _("Only what everybody sees on the hub can stand first there.")
    before = _set_mark(at.context, timeline, mark, entry["entry_id"], given["reason"])
    if before is None:
        return done
    logger.info("Entry %s is no longer %s", before["entry_id"], mark)
    return _(done_instead, mapping={"title": before["title"]})


def remove_mark(at: ActContext, given: Mapping) -> Message:
    """Remove the mark of an entry, if it has one, and return a confirmation."""
    entry, _facts = named_entry(at.context, given)
    timeline, entry_id = timeline_of(at.context), entry["entry_id"]
    if mark := entry_mark(timeline, entry_id):
        timeline_marks.remove_mark(timeline, entry_id)
        noted = {"now": int(time()), "who": api.user.get_current().getId(), "why": given["reason"]}
        post_acts.note_act(at.context, ACTS[mark][1], [entry_id], **noted)
        logger.info("Entry %s is let back to its place by %s", entry_id, noted["who"])
    return _("The entry stands in its usual place again.")


def _set_mark(hub, timeline, mark, entry_id, why):
    """Mark an entry, log it and return the entry that had the mark, or None."""
    user, now, its_own = api.user.get_current().getId(), int(time()), entry_mark(timeline, entry_id)
    before = timeline_marks.set_mark(timeline, mark, entry_id, by=user, now=now)
    logger.info("Entry %s is %s by %s", entry_id, mark, user)
    given, lost = ACTS[mark]
    noted = {"now": now, "who": user, "why": why}
    post_acts.note_act(hub, lost, filter(None, [before]), **noted)
    post_acts.note_act(hub, given, [entry_id] * (its_own != mark), **noted)
    return timeline.get(before)


PIN = Act(
    "pin",
    partial(
        set_mark,
        mark="pinned",
        done=_("The entry is pinned: it stands first."),
        done_instead=_("The entry is pinned: it stands first. No longer pinned: ${title}"),
    ),
    title=_("Pin this entry"),
    said=lambda done: done,
    fields=IDecision,
    permission=HIDE_ENTRY,
    then=lambda at, done: at.context.absolute_url(),
)
FEATURE = replace(
    PIN,
    name="feature",
    do=partial(
        set_mark,
        mark="featured",
        done=_("The entry is featured at the top of the hub."),
        done_instead=_("The entry is featured at the top of the hub. No longer featured: ${title}"),
    ),
    title=_("Feature this entry"),
)
UNMARK = replace(PIN, name="unmark", do=remove_mark, title=_("Let it back to its usual place"))


def entry_mark(timeline: Timeline, entry_id: str) -> str:
    """Return the name of an entry's mark, or an empty string."""
    marks = timeline.marks().items()
    return next((name for name, mark in marks if mark["entry"] == entry_id), "")


def named_entry(hub: Container, given: Mapping) -> tuple[Entry, ChannelFacts]:
    """Return the entry whose id is in a form, and the facts of its channel. Raise NotFound."""
    entry = visible_entry(hub, given["entry"])
    if entry is None:
        raise NotFound("entry")
    return entry
