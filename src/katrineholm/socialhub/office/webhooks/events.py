"""Events that become deliveries: references and URLs, never texts."""

import json
from collections.abc import Iterable
from time import time
from typing import Any

from ... import _
from ...accounts.channels.facts import ChannelFacts, any_channel, facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import iso_time
from ...accounts.lifecycle.steps import WORKFLOW
from ...core.messages.store import messages_of
from ...refresh.stop_mail import public_url
from . import storage
from .storage import ON, all_receivers

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


def queue_event(hub: Any, type: str, data: dict[str, Any], now: int) -> None:
    """Queue a delivery for each receiver that subscribes to this type."""
    for hook in all_receivers(hub):
        if hook.state == ON and type in hook.events:
            storage.queue_delivery(hub, hook, type, event_body(type, data, now), now)


def event_body(type: str, data: dict[str, Any], now: int) -> str:
    """Return the body of a delivery, in the form of Standard Webhooks."""
    return json.dumps({"type": type, "timestamp": iso_time(now), "data": data}, ensure_ascii=False)


def is_wanted(hub: Any, types: Iterable[str]) -> bool:
    """Return True if any receiver subscribes to one of these types."""
    return any(hook.state == ON and set(types) & set(hook.events) for hook in all_receivers(hub))


def queue_step_event(channel: Any, event: Any) -> None:
    """Queue the event of a channel's workflow step: subscriber."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    facts, hub = facts_of(channel), hub_of(channel)
    type = f"channel.{facts.state}"
    if type in EVENT_TYPES and is_wanted(hub, [type]):
        queue_event(
            hub, type, {"channel": channel_reference(facts), "state": facts.state}, int(time())
        )


def queue_message_events(event: Any) -> None:
    """Queue the events of new messages: subscriber."""
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
    """Return a reference to a channel."""
    return {"@id": public_url(facts.path), "UID": facts.uid, "title": facts.title}
