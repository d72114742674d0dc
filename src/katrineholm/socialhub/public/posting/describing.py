"""Descriptions of pictures and captions of videos, stored many at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import time

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import history
from ...accounts.channels.facts import ChannelFacts, visible
from ...accounts.channels.hub import hub_of
from ...core.feeds.source import NONE
from ...core.feeds.text import line
from ...core.timeline.describing import Numbers
from ...core.timeline.hashing import digest
from ...core.timeline.layout import Entry
from ...core.timeline.pictures import MOST
from ...core.timeline.prints import bare
from ...core.timeline.store import Timeline, timeline_of
from ...site.forms.faults import Faults
from .choosing import writable
from .writing import describe

ALT = "alt-"  # before a picture's name, in a form
LONGEST = 1000  # characters of an alternative text


@dataclass(frozen=True, slots=True)
class Share:
    """A channel with the numbers of its descriptions."""

    facts: ChannelFacts
    numbers: Numbers


def channels_for(context: Container) -> dict[str, ChannelFacts]:
    """Return the channels whose pictures the current user may describe, keyed by UID."""
    places = writable(hub_of(context))
    return {
        facts.uid: facts
        for facts in visible(context)
        if facts.administration.path in places
        if facts.source != NONE and facts.state != "closed"
    }


def films_in(channels: Mapping[str, ChannelFacts]) -> set[str]:
    """Return the channels of which every entry is a video."""
    return {uid for uid, facts in channels.items() if facts.kind == "video"}


def shares(context: Container, channels: Mapping[str, ChannelFacts]) -> list[Share]:
    """Return each channel with pictures or videos, those with most gaps first."""
    found = timeline_of(hub_of(context)).descriptions(channels, films_in(channels))
    counted = [Share(channels[uid], each) for uid, each in found.items() if any(each)]
    return sorted(counted, key=lambda each: each.numbers.told - each.numbers.pictures)


def bare_pictures(timeline: Timeline, entry: Entry) -> list[dict]:
    """Return the pictures of an entry without a description.

    Each has its ``src`` and its ``name`` in a form; ``kept`` is its name on this site, or empty if
    it is not retrieved yet.
    """
    kept = {each["src"]: each["name"] for each in timeline.pictures(entry)}
    return [
        {"src": image["src"], "name": name_of(entry, image["src"]), "kept": kept.get(image["src"])}
        for image in entry["images"][:MOST]
        if image["alt"] is None
    ]


def name_of(entry: Entry, src: str) -> str:
    """Return the name of a picture in a form, which no other picture has."""
    return f"{entry['entry_id']}.{digest(bare(src))[:16]}"


def describe_all(context: Container, texts: Mapping[str, str]) -> tuple[int, int]:
    """Store alternative texts by the pictures' names; return the numbers stored and gone.

    An empty text marks the picture as decorative. Raise FaultyFields before anything is stored.
    """
    faults, limit = Faults(), {"limit": LONGEST}
    too_long = _("A description may be ${limit} characters long at most.", mapping=limit)
    for name, text in texts.items():
        faults.demand(f"{ALT}{name}", len(text) <= LONGEST, too_long)
    faults.done()
    done = 0
    for facts, entry, names in _named_entries(context, texts):
        sources = {name_of(entry, each["src"]): each["src"] for each in entry["images"][:MOST]}
        alts = {sources[name]: line(texts[name], LONGEST) for name in names if name in sources}
        if alts:
            describe(_channel(context, facts), entry["entry_id"], alts)
        done += len(alts)
    return done, len(texts) - done


def caption_all(context: Container, entry_ids: Iterable[str]) -> int:
    """Note that these videos have captions; return the number of new notes."""
    timeline, done = timeline_of(hub_of(context)), 0
    noted = {"by": api.user.get_current().getId() or "", "when": int(time())}
    for facts, entry, _names in _named_entries(context, dict.fromkeys(entry_ids, "")):
        if timeline.caption(entry["entry_id"], noted):
            history.note(_channel(context, facts), "captions-seen", entry["title"])
            done += 1
    return done


def _named_entries(context, texts):
    """Yield each entry that is named in a form, if the user may describe it."""
    channels, timeline = channels_for(context), timeline_of(hub_of(context))
    by_entry: dict[str, list[str]] = {}
    for name in texts:
        by_entry.setdefault(name.partition(".")[0], []).append(name)
    for entry_id, names in by_entry.items():
        entry = timeline.get(entry_id)
        if entry is not None and entry["channel"] in channels:
            yield channels[entry["channel"]], entry, names


def _channel(context, facts):
    return hub_of(context).unrestrictedTraverse(facts.path)
