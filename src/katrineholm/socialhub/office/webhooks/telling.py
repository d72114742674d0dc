"""Events that become deliveries: references and URLs, never texts."""

import json
from collections.abc import Iterable
from time import time
from typing import Any

from ... import _
from ...accounts.channels.facts import ChannelFacts, facts_of, known_one
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import moment
from ...accounts.lifecycle.steps import WORKFLOW
from ...core.messages.store import messages_of
from ...refresh.stopping import address_of
from . import book
from .book import ON, hooks_of

NEW, CHANGED, WITHDRAWN = "entry.new", "entry.changed", "entry.withdrawn"
MESSAGE, TEST = "message.received", "webhook.test"
# The event types that receivers can subscribe to.
TYPES = {
    NEW: _("An entry is new"),
    CHANGED: _("An entry has changed"),
    WITHDRAWN: _("An entry is no longer shown"),
    "channel.official": _("A channel is official"),
    "channel.paused": _("A channel is paused"),
    "channel.closed": _("A channel is closed"),
    MESSAGE: _("A message has come in (not what it says)"),
}


def tell(hub: Any, type: str, data: dict[str, Any], now: int) -> None:
    """Queue a delivery for each receiver that subscribes to this type."""
    for hook in hooks_of(hub):
        if hook.state == ON and type in hook.events:
            book.put(hub, hook, type, body_of(type, data, now), now)


def body_of(type: str, data: dict[str, Any], now: int) -> str:
    """Return the body of a delivery, in the form of Standard Webhooks."""
    return json.dumps({"type": type, "timestamp": moment(now), "data": data}, ensure_ascii=False)


def is_wanted(hub: Any, types: Iterable[str]) -> bool:
    """Return True if any receiver subscribes to one of these types."""
    return any(hook.state == ON and set(types) & set(hook.events) for hook in hooks_of(hub))


def stepped(channel: Any, event: Any) -> None:
    """Queue the event of a channel's workflow step: subscriber."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    facts, hub = facts_of(channel), hub_of(channel)
    type = f"channel.{facts.state}"
    if type in TYPES and is_wanted(hub, [type]):
        tell(hub, type, {"channel": about(facts), "state": facts.state}, int(time()))


def arrived(event: Any) -> None:
    """Queue the events of new messages: subscriber."""
    hub = event.hub
    if not is_wanted(hub, [MESSAGE]):
        return
    messages, here = messages_of(hub), address_of("/".join(hub.getPhysicalPath()))
    for number in event.numbers:
        facts = known_one(hub, messages[number]["channel"])
        data = {
            "@id": f"{here}/@messages/{number}",
            "page": f"{here}/@@messages/{number}",
            "number": number,
            "channel": about(facts) if facts else None,
        }
        tell(hub, MESSAGE, data, event.now)


def about(facts: ChannelFacts) -> dict[str, str]:
    """Return a reference to a channel."""
    return {"@id": address_of(facts.path), "UID": facts.uid, "title": facts.title}
