"""What stands on top in a crisis: a channel's latest entries, or one entry (see ``crisis``).

Only what the present user may see anyway, and what visitors see of it: what is hidden, withdrawn
or waits is not on top, and neither is a channel that does not speak.
"""

from dataclasses import dataclass
from time import time

from plone import api

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
RECENT = 2 * DAY  # what a channel said before that is not about what is going on


@dataclass(frozen=True)
class Important:
    """``entries`` are the channel's latest, or the one; ``checked`` is when its source was asked.

    ``checked`` is None where nobody asks: what is written by hand comes at once. ``fails``: the
    source did not answer the last time.
    """

    order: Order
    facts: ChannelFacts
    entries: list
    checked: int | None
    fails: bool


def important(hub) -> Important | None:
    """What is on top of a hub for the present user; None where nothing is."""
    found = order(hub, int(time()))
    if found is None:
        return None
    facts = visible_one(hub, found.channel)
    if facts is None or not facts.speaks:
        return None
    timeline = timeline_of(hub)
    entries = _one(timeline, found.entry) if found.entry else _latest(timeline, found)
    return None if entries is None else Important(found, facts, entries, *_asked(hub, facts))


def cards_on_top(hub, found: Important, request) -> list[dict]:
    """Its entries as cards."""
    maker = CardMaker(hub, timeline_of(hub), request)
    return [maker.card(entry, found.facts) for entry in found.entries]


def ids_on_top(hub) -> frozenset[str]:
    """The ids of the entries that are on top."""
    found = important(hub)
    return frozenset(entry["entry_id"] for entry in found.entries) if found else frozenset()


def told(hub, found: Important, request) -> dict:
    """The same for programs; moments as ISO 8601 in UTC."""
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


def _asked(hub, facts):
    """When the source last answered, and whether it fails."""
    state = recalled(hub, facts) if facts.feed_url else None
    if state is None:
        return None, False
    interval, seen = 60 * facts.interval, lease.seen(api.portal.get())
    return last_checked(state, interval, seen, int(time())), bool(state.failures)
