"""How much a hub has: told where it leaves and where it arrives, to be compared."""

from collections import Counter
from typing import Any

from ...core.messages.store import messages_of
from ...core.timeline.store import timeline_of
from .accounts import within


def counts(hub) -> dict[str, Any]:
    """Content by type, entries, messages, and the head of the hub-wide log."""
    messages = messages_of(hub)
    return {
        "content": dict(sorted(Counter(each.portal_type for each in within(hub)).items())),
        "entries": timeline_of(hub).total(),
        "messages": len(messages),
        "log": messages.head.as_data(),
    }
