"""The files of a snapshot, with a channel's facts, history, rules and posts, and its page."""

import json
from collections.abc import Iterator
from html import escape
from itertools import chain

from plone import api
from plone.dexterity.content import Item

from ...accounts.channels.comment_rules import own_rules
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import iso_time
from ...accounts.lifecycle.fact_sheet import fact_sheet
from ...core.files.package_model import PackageItem
from ...core.messages.grounds import rule_choices, rules_as_data
from ...core.timeline.layout import Entry
from ...core.timeline.outline import channel_outline
from ...core.timeline.record import record_extent
from ...core.timeline.store import Timeline
from ...core.timeline.streams import latest_entries
from .package_items import entry_lines
from .picture_items import picture_items
from .post_article import post_article
from .record_tables import HISTORY, register_table
from .scope import Scope
from .view_html import PAGE_END, fact_list, page_bytes, page_start, swedish_time

MOST = 100  # posts, the newest ones
JSON = "application/json"


def visible_posts(timeline: Timeline, uid: str) -> list[Entry]:
    """Return a channel's latest visible posts as they are in the record, without masks."""
    found = (
        timeline.unmasked(each["entry_id"]) for each in latest_entries(timeline, [uid], size=MOST)
    )
    return [each for each in found if each is not None]


def page_chunks(
    channel: Item, timeline: Timeline, posts: list[Entry], taken: int
) -> Iterator[bytes]:
    """Yield the HTML page of a snapshot in pieces."""
    total = channel_outline(timeline, channel.UID()).entries
    number = f"De {len(posts)} senaste av {total} inlägg." if total > len(posts) else ""
    when = swedish_time(taken)
    about = f"Ögonblicksbild {when}, så som kanalens sida visades. {number}"
    yield page_bytes(page_start(channel.title, when, f'<p class="lead">{about}</p>'))
    yield page_bytes(fact_list(_facts(channel)) + "<h2>Inlägg</h2>\n")
    for each in posts:
        yield page_bytes(post_article(timeline, each, "../bilder"))
    yield page_bytes(PAGE_END)


def _facts(channel: Item) -> Iterator[tuple[str, str]]:
    for each in fact_sheet(channel):
        yield api.portal.translate(each["title"]), escape(api.portal.translate(each["text"]))


def snapshot_items(channel: Item, scope: Scope, since: int, taken: int) -> Iterator[PackageItem]:
    """Yield the files of a snapshot; ``scope`` has the posts since the previous snapshot."""
    facts = scope.channels[0]
    visible = visible_posts(scope.timeline, facts.uid)
    yield PackageItem("om.json", JSON, [_json(_about(scope, since, taken))])
    yield PackageItem("kanal.csv", "text/csv", register_table().lines(scope))
    yield PackageItem("historik.csv", "text/csv", HISTORY.lines(scope))
    yield PackageItem("regler.json", JSON, [_json(_rules(channel))])
    lines = entry_lines(scope, originals=False)
    yield PackageItem("inlagg.jsonl", "application/x-ndjson", lines)
    yield PackageItem(
        "sida/index.html",
        "text/html",
        page_chunks(channel, scope.timeline, visible, taken),
    )
    new = (entry for _channel, entry in scope.entries())
    yield from picture_items(scope.timeline, chain(visible, new), "bilder")


def _about(scope, since, taken) -> dict:
    facts: ChannelFacts = scope.channels[0]
    timeline = scope.timeline
    last = record_extent(timeline, facts.uid)
    return {
        "channel": facts.uid,
        "title": facts.title,
        "profile_url": facts.profile_url,
        "state": facts.state,
        "taken": iso_time(taken),
        "since": iso_time(since) if since else None,
        "posts_shown": channel_outline(timeline, facts.uid).entries,
        "posts_kept": last[1] if last else 0,
        "posts_since": sum(1 for _each in scope.entries()),
    }


def _rules(channel) -> dict:
    rules = own_rules(channel)
    return {"in_force": dict(rule_choices(rules)), "own": rules_as_data(rules)}


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")
