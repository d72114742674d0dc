"""What became of a hub's entries since the last look, told to its receivers.

The timeline notes of each channel what has changed, whoever has changed it: a source, an editor, a
program or a limit. How far that is read is kept with the deliveries that follow from it, in one
transaction, so that nothing is told twice, nor left out.
"""

import json
from collections.abc import Iterable

from ...accounts.channels.facts import known_one
from ...core.timeline.layout import Entry
from ...core.timeline.store import Timeline, timeline_of
from .book import BOOK, ON, hooks_of
from .telling import CHANGED, NEW, WITHDRAWN, about, address, tell

BEGUN = "begun"


def begin(hub, now: int) -> None:
    """From here on entries are followed, where no receiver is told of anything yet."""
    if any(hook.state == ON for hook in hooks_of(hub)):
        return
    book = BOOK.begun(hub)
    book["places"].clear()
    book["told"].clear()
    book["places"].update(timeline_of(hub).places())
    book["about"][BEGUN] = now


def behind(hub) -> list[str]:
    """The channels of which something has become of an entry since the last look, by UID."""
    known = BOOK.read(hub)["places"]
    places = timeline_of(hub).places().items()
    return [channel for channel, place in places if known.get(channel) != place]


def follow(hub, now: int, channels: Iterable[str] | None = None) -> None:
    """Tell what became of entries since the last look, within the present transaction.

    Of all channels, or of these.
    """
    book, timeline = BOOK.begun(hub), timeline_of(hub)
    places = timeline.places()
    for channel in behind(hub) if channels is None else channels:
        before, place = book["places"].get(channel), places[channel]
        facts = known_one(hub, channel)
        if facts is not None and facts.speaks:
            # An older copy of the store has other places: there the look begins anew.
            for entry_id in timeline.changed_since(channel, before) or ():
                _tell(hub, book, timeline, facts, entry_id, now)
        book["places"][channel] = place


def became(entry: Entry | None, is_shown: bool, told: bool | None, begun: int) -> str:
    """The type of what became of an entry, "" for nothing that a receiver would notice.

    ``told`` is whether it was shown when it was last told of, None where it never was: what is
    older than the following was shown then, as far as anybody knows.
    """
    if told is None:
        told = entry is not None and entry["first_seen"] < begun
    if is_shown:
        return CHANGED if told else NEW
    return WITHDRAWN if told else ""


def present_body(timeline: Timeline, body: str) -> str:
    """Return what is to be sent, without a link that visitors no longer see: masked or hidden.

    A delivery may have waited for days.
    """
    told = json.loads(body)
    if not told["data"].get("link"):
        return body
    entry = timeline.get(told["data"]["id"])
    if entry is not None and timeline.is_visible(entry) and entry["link"]:
        return body
    return json.dumps({**told, "data": {**told["data"], "link": None}}, ensure_ascii=False)


def _tell(hub, book, timeline: Timeline, facts, entry_id, now):
    entry = timeline.get(entry_id)
    is_shown = entry is not None and timeline.is_visible(entry)
    type = became(entry, is_shown, book["told"].get(entry_id), book["about"].get(BEGUN, 0))
    if type:
        book["told"][entry_id] = is_shown
        tell(hub, type, _data(facts, entry_id, is_shown and entry), now)


def _data(facts, entry_id, shown):
    """Of what is not shown any more nothing is told but its id."""
    data = {"id": entry_id, "channel": about(facts)}
    if not shown:
        return data
    page = f"{address(facts.hub_path)}/@@entry/{entry_id}"
    return data | {
        "@id": f"{address(facts.path)}/@entries/{entry_id}",
        "page": page,
        "link": shown["link"] or None,
    }
