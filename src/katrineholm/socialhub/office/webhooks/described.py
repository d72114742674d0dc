"""Receivers and undelivered messages as plain values for page and service, without secrets."""

from time import time
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...site.forms.refusals import from_code
from .book import FAILED, Delivery, Hook, Key, dead, hooks_of, number
from .telling import TYPES

MOST = 200  # deliveries on the page


def receivers(hub: Any) -> list[dict]:
    """Return each receiver; times in seconds since 1970 or None, the problem a sentence or None."""
    return [_receiver(hub, hook) for hook in hooks_of(hub)]


def untaken(hub: Any) -> list[dict]:
    """Return the earliest dead deliveries; times in seconds since 1970."""
    titles = {hook.id: hook.title for hook in hooks_of(hub)}
    return [_delivery(titles, *each) for each in dead(hub)[:MOST]]


def webhooks_problem(hub: Any) -> Message | str:
    """Return a sentence about failed receivers or dead deliveries, or an empty text."""
    failed = [hook.title for hook in hooks_of(hub) if hook.state == FAILED]
    if failed:
        titles = {"titles": ", ".join(failed)}
        return _("Receivers of webhooks that do not answer: ${titles}.", mapping=titles)
    if number := len(dead(hub)):
        return _("Webhooks that no receiver has taken: ${number}.", mapping={"number": number})
    return ""


def key_in(text: str) -> Key:
    """Return the key of a delivery from its id."""
    id, _mark, rest = text.partition(":")
    return id, rest


def title_of(type: str) -> Message | str:
    """Return the title of an event type."""
    return TYPES.get(type, type)


def _receiver(hub, hook: Hook):
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
        "waiting": number(hub, hook.id),
        "dead": number(hub, hook.id, "dead"),
        "problem": _problem(hook),
    }


def _delivery(titles, key: Key, delivery: Delivery):
    return {
        "id": ":".join(key),
        "message": delivery.id,
        "receiver": titles.get(key[0], ""),
        "type": delivery.type,
        "made": delivery.made,
        "tries": delivery.tries,
        "problem": _problem(delivery),
    }


def _problem(kept: Hook | Delivery):
    return api.portal.translate(from_code(kept.code, dict(kept.values))) if kept.code else None
