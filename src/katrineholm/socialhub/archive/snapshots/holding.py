"""The files of a snapshot: the channel's card, history and rules, its posts, and its page."""

import json
from collections.abc import Iterator
from itertools import chain

from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.moments import moment
from ...accounts.rules.comment_rules import rules_of
from ...accounts.rules.grounds import as_data, choices
from ...core.packages.model import Item
from ..packing.items import entries, history_of, pictures_of, register_of
from ..packing.scope import Scope
from . import page

JSON = "application/json"


def items(channel: Item, scope: Scope, since: int, taken: int) -> Iterator[Item]:
    """Yield the files; ``scope`` has the posts since the previous snapshot."""
    facts = scope.channels[0]
    visible = page.shown(scope.timeline, facts.uid)
    yield Item("om.json", JSON, [_json(_about(scope, since, taken))])
    yield Item("kanal.csv", "text/csv", [register_of(scope)])
    yield Item("historik.csv", "text/csv", [history_of(scope)])
    yield Item("regler.json", JSON, [_json(_rules(channel))])
    yield Item("inlagg.jsonl", "application/x-ndjson", entries(scope))
    yield Item("sida/index.html", "text/html", page.chunks(channel, scope.timeline, visible, taken))
    new = (entry for _channel, entry in scope.entries())
    yield from pictures_of(scope.timeline, chain(visible, new), "bilder")


def _about(scope, since, taken) -> dict:
    facts: ChannelFacts = scope.channels[0]
    timeline = scope.timeline
    last = timeline.last_kept(facts.uid)
    return {
        "channel": facts.uid,
        "title": facts.title,
        "profile_url": facts.profile_url,
        "state": facts.state,
        "taken": moment(taken),
        "since": moment(since) if since else None,
        "posts_shown": timeline.size(facts.uid),
        "posts_kept": last[1] if last else 0,
        "posts_since": sum(1 for _each in scope.entries()),
    }


def _rules(channel) -> dict:
    rules = rules_of(channel)
    return {"in_force": dict(choices(rules)), "own": as_data(rules)}


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")
