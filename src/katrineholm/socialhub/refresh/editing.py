"""An editor has changed a channel: what is stored is shown by the new rules at once."""

from time import time

from ..channels.facts import facts_of, hub_of
from ..channels.words import chooser
from ..timeline.store import timeline_of
from .keep import trim


def apply_words(channel, event=None):
    """Apply changed words and limits to the entries that are stored."""
    facts, timeline = facts_of(channel), timeline_of(hub_of(channel))
    timeline.refilter(facts.uid, chooser(facts.include_words, facts.exclude_words))
    trim(timeline, facts, int(time()))
