"""The highlight of a crisis: the latest entries of a channel, or one entry.

Only visible entries of official or paused channels are highlighted.
"""

from dataclasses import dataclass
from time import time

from plone import api
from plone.dexterity.content import Container
from ZPublisher.HTTPRequest import HTTPRequest

from ... import DAY, _
from ...accounts.channels.crisis import CrisisOrder, current_order
from ...accounts.channels.facts import ChannelFacts, viewable_channel
from ...accounts.channels.times import iso_time
from ...core.timeline.entry import is_visible
from ...core.timeline.store import timeline_of
from ...core.timeline.streams import latest_entries
from ...refresh import lease
from ...refresh.answer_storage import current_state
from ...refresh.state import last_checked
from .cards import CardMaker, public_card

TITLE = _("Important now")
MOST = 3
RECENT = 2 * DAY  # older entries are not about the crisis


@dataclass(frozen=True)
class Highlight:
    """A highlight; ``entries`` are the channel's latest entries, or the one highlighted entry.

    ``checked`` is the time when the source last answered, or None if there is no source, as for
    posts written by hand. ``fails`` is true if the last request to the source failed.
    """

    order: CrisisOrder
    facts: ChannelFacts
    entries: list
    checked: int | None
    fails: bool


def current_highlight(hub: Container) -> Highlight | None:
    """Return the highlight that the current user sees on a hub, or None."""
    found = current_order(hub, int(time()))
    if found is None:
        return None
    facts = viewable_channel(hub, found.channel)
    if facts is None or not facts.speaks:
        return None
    timeline = timeline_of(hub)
    if found.entry:
        entry = timeline.get(found.entry)
        if entry is None or not is_visible(entry):
            return None
        entries = [entry]
    else:
        latest = latest_entries(timeline, [found.channel], size=MOST)
        entries = [entry for entry in latest if entry["time"] >= found.since - RECENT]
    return Highlight(found, facts, entries, *_source_state(hub, facts))


def highlight_cards(hub: Container, found: Highlight, request: HTTPRequest) -> list[dict]:
    maker = CardMaker(hub, timeline_of(hub), request)
    return [maker.card(entry, found.facts) for entry in found.entries]


def highlight_ids(hub: Container) -> frozenset[str]:
    found = current_highlight(hub)
    return frozenset(entry["entry_id"] for entry in found.entries) if found else frozenset()


def highlight_json(hub: Container, found: Highlight, request: HTTPRequest) -> dict:
    """Return a highlight as plain values for REST, with times in ISO 8601 and UTC."""
    return {
        "channel": {
            "@id": request.physicalPathToURL(found.facts.path),
            "UID": found.facts.uid,
            "title": found.facts.title,
        },
        "entry": found.order.entry or None,
        "entries": [public_card(card) for card in highlight_cards(hub, found, request)],
        "since": iso_time(found.order.since),
        "until": iso_time(found.order.until),
        "checked": iso_time(found.checked),
        "answers": not found.fails,
    }


def _source_state(hub, facts):
    state = current_state(hub, facts) if facts.feed_url else None
    if state is None:
        return None, False
    interval, seen = 60 * facts.interval, lease.last_finished_round(api.portal.get())
    return last_checked(state, interval, seen, int(time())), bool(state.failures)
