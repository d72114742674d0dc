"""Pictures described and films seen to have captions, many at once: what is kept, and by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import time

from plone import api

from ... import _
from ...accounts.channels import history
from ...accounts.channels.facts import ChannelFacts, visible
from ...accounts.channels.hub import hub_of
from ...core.feeds.source import NONE
from ...core.feeds.text import line
from ...core.timeline.describing import Numbers
from ...core.timeline.hashing import digest
from ...core.timeline.pictures import MOST
from ...core.timeline.prints import bare
from ...core.timeline.store import timeline_of
from ...site.forms.faults import Faults
from .choosing import writable
from .writing import describe

ALT = "alt-"  # before a picture's name, in a form
LONGEST = 1000  # characters of an alternative text


@dataclass(frozen=True, slots=True)
class Share:
    """A channel of the desk with its numbers."""

    facts: ChannelFacts
    numbers: Numbers


def channels_for(context) -> dict[str, ChannelFacts]:
    """The channels at or below a place whose pictures the present user may describe, by UID."""
    places = writable(hub_of(context))
    return {
        facts.uid: facts
        for facts in visible(context)
        if facts.administration.path in places
        if facts.source != NONE and facts.state != "closed"
    }


def films_in(channels: Mapping[str, ChannelFacts]) -> set[str]:
    """The channels of which every entry is a film."""
    return {uid for uid, facts in channels.items() if facts.kind == "video"}


def shares(context, channels: Mapping[str, ChannelFacts]) -> list[Share]:
    """Each channel that shows a picture or a film, those that lack most first."""
    found = timeline_of(hub_of(context)).descriptions(channels, films_in(channels))
    told = [Share(channels[uid], each) for uid, each in found.items() if any(each)]
    return sorted(told, key=lambda each: each.numbers.told - each.numbers.pictures)


def bare_pictures(timeline, entry) -> list[dict]:
    """The pictures of an entry that nobody has described.

    Each has its ``src`` and the ``name`` that a form calls it by; ``kept`` is its name here, or
    empty where it is not retrieved yet.
    """
    kept = {each["src"]: each["name"] for each in timeline.pictures(entry)}
    return [
        {"src": image["src"], "name": name_of(entry, image["src"]), "kept": kept.get(image["src"])}
        for image in entry["images"][:MOST]
        if image["alt"] is None
    ]


def name_of(entry, src: str) -> str:
    """What a picture of an entry is called in a form: another picture never has the name."""
    return f"{entry['entry_id']}.{digest(bare(src))[:16]}"


def describe_all(context, texts: Mapping[str, str]) -> tuple[int, int]:
    """Keep alternative texts by the pictures' names: how many, and how many are gone meanwhile.

    An empty one says that the picture is there for its looks. Raises FaultyFields before anything
    is kept.
    """
    faults, said = Faults(), {"limit": LONGEST}
    too_long = _("A description may be ${limit} characters long at most.", mapping=said)
    for name, text in texts.items():
        faults.demand(f"{ALT}{name}", len(text) <= LONGEST, too_long)
    faults.done()
    done = 0
    for facts, entry, names in _found(context, texts):
        sources = {name_of(entry, each["src"]): each["src"] for each in entry["images"][:MOST]}
        alts = {sources[name]: line(texts[name], LONGEST) for name in names if name in sources}
        if alts:
            describe(_channel(context, facts), entry["entry_id"], alts)
        done += len(alts)
    return done, len(texts) - done


def caption_all(context, entry_ids: Iterable[str]) -> int:
    """Note that these films have captions where they are shown; of how many that is news."""
    timeline, done = timeline_of(hub_of(context)), 0
    noted = {"by": api.user.get_current().getId() or "", "when": int(time())}
    for facts, entry, _names in _found(context, dict.fromkeys(entry_ids, "")):
        if timeline.caption(entry["entry_id"], noted):
            history.note(_channel(context, facts), "captions-seen", entry["title"])
            done += 1
    return done


def _found(context, texts):
    """Each entry that names of a form lead to, where the user may describe it."""
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
