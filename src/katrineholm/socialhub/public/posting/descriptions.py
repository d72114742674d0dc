"""Descriptions of pictures, stored many at once, and notes that videos have captions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import time

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import history
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.hub import hub_of
from ...core.feeds.text import single_line
from ...core.timeline.accessibility import MediaCounts, media_counts
from ...core.timeline.decisions import set_captions
from ...core.timeline.fingerprints import stable_url
from ...core.timeline.hashing import digest
from ...core.timeline.layout import Entry
from ...core.timeline.pictures import MAX_FETCHED, stored_pictures
from ...core.timeline.store import Timeline, timeline_of
from ...site.pages.form_faults import FormFaults
from .channel_choice import open_channels, writable_administrations
from .entry_storage import describe_pictures

ALT_PREFIX = "alt-"  # of a field name, before the picture's name
LONGEST = 1000  # characters of an alternative text


@dataclass(frozen=True, slots=True)
class ChannelShare:
    """A channel with the counts of its described pictures and captioned videos."""

    facts: ChannelFacts
    numbers: MediaCounts


def describable_channels(context: Container) -> dict[str, ChannelFacts]:
    """Return the channels whose pictures the current user may describe, keyed by UID."""
    places = writable_administrations(hub_of(context))
    return {facts.uid: facts for facts in open_channels(context, places)}


def video_channels(channels: Mapping[str, ChannelFacts]) -> set[str]:
    """Return the UIDs of the channels in which every entry is a video."""
    return {uid for uid, facts in channels.items() if facts.kind == "video"}


def channel_shares(context: Container, channels: Mapping[str, ChannelFacts]) -> list[ChannelShare]:
    """Return a share for each channel with media, in order of undescribed pictures, most first."""
    found = media_counts(timeline_of(hub_of(context)), channels, video_channels(channels))
    counted = [ChannelShare(channels[uid], each) for uid, each in found.items() if any(each)]
    return sorted(counted, key=lambda each: each.numbers.told - each.numbers.pictures)


def undescribed_pictures(timeline: Timeline, entry: Entry) -> list[dict]:
    """Return the pictures of an entry that have no description.

    Each has its ``src`` and its ``name`` in a form; ``kept`` is its file name on this site, or None
    if it has not been retrieved yet.
    """
    kept = {each["src"]: each["name"] for each in stored_pictures(timeline, entry)}
    bare = [each["src"] for each in entry["images"][:MAX_FETCHED] if each["alt"] is None]
    return [
        {"src": src, "name": picture_field_name(entry, src), "kept": kept.get(src)} for src in bare
    ]


def picture_field_name(entry: Entry, src: str) -> str:
    """Return a unique name for a picture in a form, from the entry's id and the picture's URL."""
    return f"{entry['entry_id']}.{digest(stable_url(src))[:16]}"


def store_descriptions(context: Container, texts: Mapping[str, str]) -> tuple[int, int]:
    """Store alternative texts by picture name; return how many were stored, and how many not.

    An empty text marks a picture as decorative. If a text is too long, raise FaultyFields.
    """
    faults, limit = FormFaults(), {"limit": LONGEST}
    too_long = _("A description may be ${limit} characters long at most.", mapping=limit)
    for name, text in texts.items():
        faults.require(f"{ALT_PREFIX}{name}", len(text) <= LONGEST, too_long)
    faults.raise_faults()
    done = 0
    for facts, entry, names in _named_entries(context, texts):
        srcs = [each["src"] for each in entry["images"][:MAX_FETCHED]]
        named = {picture_field_name(entry, src): src for src in srcs}
        alts = {named[name]: single_line(texts[name], LONGEST) for name in names if name in named}
        if alts:
            describe_pictures(_channel(context, facts), entry["entry_id"], alts)
        done += len(alts)
    return done, len(texts) - done


def store_captions(context: Container, entry_ids: Iterable[str]) -> int:
    """Record that these videos have captions; return the number of newly recorded ones."""
    timeline, done = timeline_of(hub_of(context)), 0
    noted = {"by": api.user.get_current().getId() or "", "when": int(time())}
    for facts, entry, _names in _named_entries(context, dict.fromkeys(entry_ids, "")):
        if set_captions(timeline, entry["entry_id"], noted):
            history.note_event(_channel(context, facts), "captions-seen", entry["title"])
            done += 1
    return done


def _named_entries(context, texts):
    channels, timeline = describable_channels(context), timeline_of(hub_of(context))
    by_entry: dict[str, list[str]] = {}
    for name in texts:
        by_entry.setdefault(name.partition(".")[0], []).append(name)
    for entry_id, names in by_entry.items():
        entry = timeline.get(entry_id)
        if entry is not None and entry["channel"] in channels:
            yield channels[entry["channel"]], entry, names


def _channel(context, facts):
    return hub_of(context).unrestrictedTraverse(facts.path)
