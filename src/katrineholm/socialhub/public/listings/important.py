"""The highlight of a crisis: a channel's latest entries, or one entry.

Only visible entries of channels that speak for the municipality are highlighted: none that is
hidden, withdrawn or waiting.
"""

from dataclasses import dataclass
from time import time

from plone import api
from plone.dexterity.content import Container
from ZPublisher.HTTPRequest import HTTPRequest

from ... import DAY, _
from ...accounts.channels.crisis import Order, order
from ...accounts.channels.facts import ChannelFacts, visible_one
from ...accounts.channels.moments import moment
from ...core.timeline.store import timeline_of
from ...refresh import lease
from ...refresh.keep import recalled
from ...refresh.state import last_checked
from .cards import CardMaker, published

TITLE = _("Important now")
MOST = 3
RECENT = 2 * DAY  # older entries are not about the crisis


@dataclass(frozen=True)
class Important:
    """A highlight; ``entries`` are the channel's latest ones, or the one entry.

    ``checked`` is the time of the source's last answer, None if the channel has no source: what is
    written by hand appears at once. ``fails`` is true if the source did not answer the last time.
    """

    order: Order
    facts: ChannelFacts
    entries: list
    checked: int | None
    fails: bool


def important(hub: Container) -> Important | None:
    """Return the highlight that the current user sees on a hub, or None."""
    found = order(hub, int(time()))
    if found is None:
        return None
    facts = visible_one(hub, found.channel)
    if facts is None or not facts.speaks:
        return None
    timeline = timeline_of(hub)
    entries = _one(timeline, found.entry) if found.entry else _latest(timeline, found)
    return None if entries is None else Important(found, facts, entries, *_source_state(hub, facts))


def cards_on_top(hub: Container, found: Important, request: HTTPRequest) -> list[dict]:
    """Return the highlighted entries as cards."""
    maker = CardMaker(hub, timeline_of(hub), request)
    return [maker.card(entry, found.facts) for entry in found.entries]


def ids_on_top(hub: Container) -> frozenset[str]:
    """Return the ids of the highlighted entries."""
    found = important(hub)
    return frozenset(entry["entry_id"] for entry in found.entries) if found else frozenset()


def told(hub: Container, found: Important, request: HTTPRequest) -> dict:
    """Return a highlight for REST; times are ISO 8601 in UTC."""
    return {
        "channel": {
            "@id": request.physicalPathToURL(found.facts.path),
            "UID": found.facts.uid,
            "title": found.facts.title,
        },
        "entry": found.order.entry or None,
        "entries": [published(card) for card in cards_on_top(hub, found, request)],
        "since": moment(found.order.since),
        "until": moment(found.order.until),
        "checked": moment(found.checked),
        "answers": not found.fails,
    }


def _one(timeline, entry_id):
    entry = timeline.get(entry_id)
    return [entry] if entry is not None and timeline.is_visible(entry) else None


def _latest(timeline, found):
    entries = timeline.latest([found.channel], size=MOST)
    return [entry for entry in entries if entry["time"] >= found.since - RECENT]


def _source_state(hub, facts):
    """Return the time of the source's last answer, and whether it fails."""
    state = recalled(hub, facts) if facts.feed_url else None
    if state is None:
        return None, False
    interval, seen = 60 * facts.interval, lease.seen(api.portal.get())
    return last_checked(state, interval, seen, int(time())), bool(state.failures)
