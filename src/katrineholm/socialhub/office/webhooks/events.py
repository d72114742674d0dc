"""Events that become deliveries, which contain references and URLs but never texts."""

import json
from collections.abc import Iterable
from time import time
from typing import Any

from ... import _
from ...accounts.channels.facts import ChannelFacts, any_channel, facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import WORKFLOW
from ...accounts.channels.times import iso_time
from ...accounts.channels.visibility import public_url
from ...core.messages.store import messages_of
from ...core.timeline.change_log import channel_positions
from ...core.timeline.entry import is_visible
from ...core.timeline.layout import Entry
from ...core.timeline.record import ids_changed_since
from ...core.timeline.store import Timeline, timeline_of
from . import storage
from .storage import ON, STORAGE, all_receivers

NEW, CHANGED, WITHDRAWN = "entry.new", "entry.changed", "entry.withdrawn"
MESSAGE, TEST = "message.received", "webhook.test"
# The event types that receivers can subscribe to.
EVENT_TYPES = {
    NEW: _("An entry is new"),
    CHANGED: _("An entry has changed"),
    WITHDRAWN: _("An entry is no longer shown"),
    "channel.official": _("A channel is official"),
    "channel.paused": _("A channel is paused"),
    "channel.closed": _("A channel is closed"),
    MESSAGE: _("A message has come in (not what it says)"),
}
BEGUN = "begun"


def queue_event(hub: Any, type: str, data: dict[str, Any], now: int) -> None:
    """Queue a delivery to each active receiver that subscribes to this type."""
    for hook in all_receivers(hub):
        if hook.state == ON and type in hook.events:
            storage.queue_delivery(hub, hook, type, event_body(type, data, now), now)


def event_body(type: str, data: dict[str, Any], now: int) -> str:
    """Return the body of a delivery in the format of Standard Webhooks."""
    return json.dumps({"type": type, "timestamp": iso_time(now), "data": data}, ensure_ascii=False)


def is_wanted(hub: Any, types: Iterable[str]) -> bool:
    """Return True if any active receiver subscribes to one of these types."""
    return any(hook.state == ON and set(types) & set(hook.events) for hook in all_receivers(hub))


def queue_step_event(channel: Any, event: Any) -> None:
    """Queue the event of a channel's workflow step, as an event subscriber."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    facts, hub = facts_of(channel), hub_of(channel)
    type = f"channel.{facts.state}"
    if type in EVENT_TYPES and is_wanted(hub, [type]):
        queue_event(
            hub, type, {"channel": channel_reference(facts), "state": facts.state}, int(time())
        )


def queue_message_events(event: Any) -> None:
    """Queue the events of newly arrived messages, as an event subscriber."""
    hub = event.hub
    if not is_wanted(hub, [MESSAGE]):
        return
    messages, here = messages_of(hub), public_url("/".join(hub.getPhysicalPath()))
    for number in event.numbers:
        facts = any_channel(hub, messages[number]["channel"])
        data = {
            "@id": f"{here}/@messages/{number}",
            "page": f"{here}/@@messages/{number}",
            "number": number,
            "channel": channel_reference(facts) if facts else None,
        }
        queue_event(hub, MESSAGE, data, event.now)


def channel_reference(facts: ChannelFacts) -> dict[str, str]:
    """Return the URL, the UID and the title of a channel."""
    return {"@id": public_url(facts.path), "UID": facts.uid, "title": facts.title}


def start_tracking(hub: Any, now: int) -> None:
    """Start to track changes of entries, unless this is already done for another receiver."""
    if any(hook.state == ON for hook in all_receivers(hub)):
        return
    data = STORAGE.writable(hub)
    data["places"].clear()
    data["told"].clear()
    data["places"].update(channel_positions(timeline_of(hub)))
    data["about"][BEGUN] = now


def changed_channels(hub: Any) -> list[str]:
    """Return the UIDs of the channels with changed entries since the last check."""
    known = STORAGE.read(hub)["places"]
    places = channel_positions(timeline_of(hub)).items()
    return [channel for channel, place in places if known.get(channel) != place]


def queue_entry_events(hub: Any, now: int, channels: Iterable[str] | None = None) -> None:
    """Queue the entry events since the last check, of these channels (UIDs) or all changed ones."""
    data, timeline = STORAGE.writable(hub), timeline_of(hub)
    places = channel_positions(timeline)
    for channel in changed_channels(hub) if channels is None else channels:
        before, place = data["places"].get(channel), places[channel]
        facts = any_channel(hub, channel)
        if facts is not None and facts.speaks:
            # A restored copy of the store has other positions: the check begins again there.
            for entry_id in ids_changed_since(timeline, channel, before) or ():
                _queue_entry_event(hub, data, timeline, facts, entry_id, now)
        data["places"][channel] = place


def entry_event(entry: Entry | None, is_shown: bool, was_visible: bool | None, begun: int) -> str:
    """Return the event type of an entry's change, or "" if a receiver would not notice it.

    ``was_visible`` states if the entry was visible at its last event, or is None if it had none. An
    entry first seen before ``begun`` then counts as having been visible.
    """
    if was_visible is None:
        was_visible = entry is not None and entry["first_seen"] < begun
    if is_shown:
        return CHANGED if was_visible else NEW
    return WITHDRAWN if was_visible else ""


def current_body(timeline: Timeline, body: str) -> str:
    """Return a delivery's body, without its link if visitors no longer see the entry."""
    event = json.loads(body)
    if not event["data"].get("link"):
        return body
    entry = timeline.get(event["data"]["id"])
    if entry is not None and is_visible(entry) and entry["link"]:
        return body
    return json.dumps({**event, "data": {**event["data"], "link": None}}, ensure_ascii=False)


def _queue_entry_event(hub, data, timeline: Timeline, facts, entry_id, now):
    entry = timeline.get(entry_id)
    is_shown = entry is not None and is_visible(entry)
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
