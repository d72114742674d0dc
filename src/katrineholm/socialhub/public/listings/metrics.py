"""Metrics of a hub's search index on this machine, see ``refresh.interfaces.IMetrics``."""

from collections.abc import Iterator

from plone.dexterity.content import Container

from ...core.search import text_index
from ...core.timeline.change_log import channel_positions
from ...core.timeline.store import timeline_of
from ...refresh.exposition import Sample
from .index_update import entry_index_path


def entry_index_metrics(hub: Container, now: int) -> Iterator[Sample]:
    """Yield the number of channels with entries that the index file does not have yet."""
    timeline, path = timeline_of(hub), entry_index_path(hub)
    known = {}
    if path.exists():  # opening would create it
        with text_index.open_index(path, timeline.name) as file:
            known = text_index.read_positions(file)
    positions = channel_positions(timeline).items()
    behind = sum(known.get(channel) != position for channel, position in positions)
    yield Sample(
        "entry_index_lag_channels", "Channels with news that no search has read here", behind
    )
