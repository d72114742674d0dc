"""The files of a snapshot: the channel's card, history and rules, its posts, and its page."""

import json
from collections.abc import Iterator
from itertools import chain

from ...accounts.channels.comment_rules import own_rules
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import iso_time
from ...core.files.package_model import PackageItem
from ...core.messages.grounds import rule_choices, rules_as_data
from . import snapshot_html
from .package_items import entry_lines, history_csv, picture_items, register_csv
from .scope import Scope

JSON = "application/json"


def snapshot_items(
    channel: PackageItem, scope: Scope, since: int, taken: int
) -> Iterator[PackageItem]:
    """Yield the files; ``scope`` has the posts since the previous snapshot."""
    facts = scope.channels[0]
    visible = snapshot_html.visible_posts(scope.timeline, facts.uid)
    yield PackageItem("om.json", JSON, [_json(_about(scope, since, taken))])
    yield PackageItem("kanal.csv", "text/csv", [register_csv(scope)])
    yield PackageItem("historik.csv", "text/csv", [history_csv(scope)])
    yield PackageItem("regler.json", JSON, [_json(_rules(channel))])
    yield PackageItem("inlagg.jsonl", "application/x-ndjson", entry_lines(scope))
    yield PackageItem(
        "sida/index.html",
        "text/html",
        snapshot_html.page_chunks(channel, scope.timeline, visible, taken),
    )
    new = (entry for _channel, entry in scope.entries())
    yield from picture_items(scope.timeline, chain(visible, new), "bilder")


def _about(scope, since, taken) -> dict:
    facts: ChannelFacts = scope.channels[0]
    timeline = scope.timeline
    last = timeline.last_kept(facts.uid)
    return {
        "channel": facts.uid,
        "title": facts.title,
        "profile_url": facts.profile_url,
        "state": facts.state,
        "taken": iso_time(taken),
        "since": iso_time(since) if since else None,
        "posts_shown": timeline.size(facts.uid),
        "posts_kept": last[1] if last else 0,
        "posts_since": sum(1 for _each in scope.entries()),
    }


def _rules(channel) -> dict:
    rules = own_rules(channel)
    return {"in_force": dict(rule_choices(rules)), "own": rules_as_data(rules)}


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")
