"""Events of a hub's entries since the last check.

The timeline records the changes of each channel, whether by a source, an editor, a program or a
limit. The position up to which they were read is stored together with the resulting deliveries, in
one transaction, so that no event is lost or repeated.
"""

import json
from collections.abc import Iterable
from typing import Any

from ...accounts.channels.facts import any_channel
from ...core.timeline.layout import Entry
from ...core.timeline.store import Timeline, timeline_of
from ...refresh.stop_mail import public_url
from .events import CHANGED, NEW, WITHDRAWN, channel_reference, queue_event
from .storage import ON, STORAGE, all_receivers

BEGUN = "begun"


def start_tracking(hub: Any, now: int) -> None:
    """Track entries from now on, if no other receiver is active."""
    if any(hook.state == ON for hook in all_receivers(hub)):
        return
    data = STORAGE.begun(hub)
    data["places"].clear()
    data["told"].clear()
    data["places"].update(timeline_of(hub).places())
    data["about"][BEGUN] = now


def changed_channels(hub: Any) -> list[str]:
    """Return the UIDs of the channels with changed entries since the last check."""
    known = STORAGE.read(hub)["places"]
    places = timeline_of(hub).places().items()
    return [channel for channel, place in places if known.get(channel) != place]


def queue_entry_events(hub: Any, now: int, channels: Iterable[str] | None = None) -> None:
    """Queue the events since the last check, of the channels with these UIDs or of all."""
    data, timeline = STORAGE.begun(hub), timeline_of(hub)
    places = timeline.places()
    for channel in changed_channels(hub) if channels is None else channels:
        before, place = data["places"].get(channel), places[channel]
        facts = any_channel(hub, channel)
        if facts is not None and facts.speaks:
            # A restored copy of the store has other positions: the check begins again there.
            for entry_id in timeline.changed_since(channel, before) or ():
                _queue_entry_event(hub, data, timeline, facts, entry_id, now)
        data["places"][channel] = place


def entry_event(entry: Entry | None, is_shown: bool, was_visible: bool | None, begun: int) -> str:
    """Return the event type of an entry's change, or "" if a receiver would not notice it.

    ``was_visible`` is that at the entry's last event, None if it had none: an entry from before the
    tracking is supposed to have been visible.
    """
    if was_visible is None:
        was_visible = entry is not None and entry["first_seen"] < begun
    if is_shown:
        return CHANGED if was_visible else NEW
    return WITHDRAWN if was_visible else ""


def current_body(timeline: Timeline, body: str) -> str:
    """Return the body without its link if visitors no longer see the entry, days later."""
    event = json.loads(body)
    if not event["data"].get("link"):
        return body
    entry = timeline.get(event["data"]["id"])
    if entry is not None and timeline.is_visible(entry) and entry["link"]:
        return body
    return json.dumps({**event, "data": {**event["data"], "link": None}}, ensure_ascii=False)


def _queue_entry_event(hub, data, timeline: Timeline, facts, entry_id, now):
    entry = timeline.get(entry_id)
    is_shown = entry is not None and timeline.is_visible(entry)
    type = entry_event(entry, is_shown, data["told"].get(entry_id), data["about"].get(BEGUN, 0))
    if type:
        data["told"][entry_id] = is_shown
        queue_event(hub, type, _event_data(facts, entry_id, is_shown and entry), now)


def _event_data(facts, entry_id, shown):
    data = {"id": entry_id, "channel": channel_reference(facts)}
    if not shown:
        return data
    page = f"{public_url(facts.hub_path)}/@@entry/{entry_id}"
    return data | {
        "@id": f"{public_url(facts.path)}/@entries/{entry_id}",
        "page": page,
        "link": shown["link"] or None,
    }
