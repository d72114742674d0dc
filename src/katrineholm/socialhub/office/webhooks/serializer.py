"""Receivers and dead deliveries as plain values for the page and the services, without secrets."""

from time import time
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...site.pages.refusals import message_from_code
from .events import EVENT_TYPES
from .storage import (
    FAILED,
    Delivery,
    DeliveryKey,
    Receiver,
    all_receivers,
    dead_deliveries,
    delivery_count,
)

MAX_DELIVERIES = 200  # deliveries on the page


def receiver_rows(hub: Any) -> list[dict]:
    """Return the receivers as plain values, with times in seconds since 1970 or None."""
    return [_receiver_row(hub, hook) for hook in all_receivers(hub)]


def dead_rows(hub: Any) -> list[dict]:
    """Return the earliest dead deliveries as plain values, with times in seconds since 1970."""
    titles = {hook.id: hook.title for hook in all_receivers(hub)}
    return [_delivery_row(titles, *each) for each in dead_deliveries(hub)[:MAX_DELIVERIES]]


def webhooks_problem(hub: Any) -> Message | str:
    """Return a sentence about failed receivers or dead deliveries, or an empty string."""
    failed = [hook.title for hook in all_receivers(hub) if hook.state == FAILED]
    if failed:
        titles = {"titles": ", ".join(failed)}
        return _("Receivers of webhooks that do not answer: ${titles}.", mapping=titles)
    if number := len(dead_deliveries(hub)):
        return _("Webhooks that no receiver has taken: ${number}.", mapping={"number": number})
    return ""


def delivery_key(text: str) -> DeliveryKey:
    """Return the key of a delivery from its id in ``dead_rows``."""
    id, _mark, rest = text.partition(":")
    return id, rest


def event_title(type: str) -> Message | str:
    """Return the title of an event type, by default the type itself."""
    return EVENT_TYPES.get(type, type)


def _receiver_row(hub, hook: Receiver):
    return {
        "id": hook.id,
        "title": hook.title,
        "url": hook.url,
        "events": list(hook.events),
        "state": hook.state,
        "made": hook.made,
        "by": hook.by,
        "former_until": hook.until if hook.until > time() else None,
        "taken": hook.taken or None,
        "waiting": delivery_count(hub, hook.id),
        "dead": delivery_count(hub, hook.id, "dead"),
        "problem": _problem(hook),
    }


def _delivery_row(titles, key: DeliveryKey, delivery: Delivery):
    return {
        "id": ":".join(key),
        "message": delivery.id,
        "receiver": titles.get(key[0], ""),
        "type": delivery.type,
        "made": delivery.made,
        "tries": delivery.tries,
        "problem": _problem(delivery),
    }


def _problem(kept: Receiver | Delivery):
    return (
        api.portal.translate(message_from_code(kept.code, dict(kept.values))) if kept.code else None
    )
