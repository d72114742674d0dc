"""The upgrade step that joins two entries into one if the same post was stored under two URLs.

Nothing is lost, see ``core.timeline.duplicates``. References to the removed entry are changed to
the remaining entry, and the log of posts records that they were joined.
"""

from time import time

import transaction
from plone import api
from Products.GenericSetup.tool import SetupTool

from .. import logger
from ..accounts.channels import crisis, holds, post_acts
from ..accounts.channels.channel_records import frugal_iterator
from ..accounts.channels.hub import all_hubs
from ..archive.record import request_storage as requests
from ..core.timeline.duplicates import MergedEntry, merge_channel, renew_keys
from ..core.timeline.outline import channel_outlines
from ..core.timeline.store import timeline_of


def join_duplicates(setup: SetupTool) -> None:
    """Update the keys of all hubs' entries, and join the entries of posts stored twice."""
    site, now, who = api.portal.get(), int(time()), api.user.get_current().getId() or ""
    for hub in all_hubs():
        timeline = timeline_of(hub)
        for channel, _outline in [*channel_outlines(timeline)]:
            renew_keys(timeline, channel, lambda entries: frugal_iterator(site, entries))
            joined = [*merge_channel(timeline, channel, by=who, now=now)]
            for each in joined:
                _move_references(hub, each, who, now)
            if joined:
                logger.info("%s: %s entries were stored twice", channel, len(joined))
            transaction.savepoint(optimistic=True)


def _move_references(hub, joined: MergedEntry, who, now) -> None:
    """Change the references to an entry to the one that it was joined with."""
    post_acts.note_act(hub, "join", [joined.id], now=joined.until, who=who, why=joined.entry)
    post_acts.share_acts(hub, joined.id, joined.entry)
    _move_hold(hub, joined, who, now)
    for _id, request in requests.all_requests(hub):
        _move_in_request(request, joined)
    order = crisis.current_order(hub, now)
    if order and order.entry == joined.id:
        until, by = order.until, order.by
        crisis.begin_order(hub, order.channel, joined.entry, until=until, now=now, who=by)


def _move_hold(hub, joined, who, now):
    held = holds.hold_on(hub, holds.ENTRY, joined.id)
    if held is None:
        return
    holds.lift_hold(hub, holds.ENTRY, joined.id, joined.entry, by=who, now=now)
    holds.place_hold(hub, holds.ENTRY, joined.entry, held.reason, by=held.by, now=now)


def _move_in_request(request, joined):
    """Replace the removed entry in a request by the other one and by its last text."""
    things, names = request["things"], _new_keys(request["things"], joined)
    for old, new in names.items():
        decision = things.pop(old)
        for name in new:
            things.setdefault(name, decision)
    for number, mask in [*request["masks"].items()]:
        for name in names.get(mask["thing"], ()):
            requests.store_by_number(request["masks"], requests.Mask(**{**mask, "thing": name}))
        if mask["thing"] in names:
            del request["masks"][number]


def _new_keys(things, joined):
    """Return the keys of the removed entry, each with the keys that replace it."""
    entry, version = f"entry:{joined.id}", f"version:{joined.id}:"
    names = {
        key: [f"version:{joined.entry}:{key.removeprefix(version)}"]
        for key in things
        if key.startswith(version)
    }
    if entry in things:
        names[entry] = [f"entry:{joined.entry}", f"version:{joined.entry}:{joined.until}"]
    return names
