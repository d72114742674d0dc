"""The command that rebuilds the index of entries."""

from threading import Event

from ... import logger


def make(stop: Event, record: bool = False) -> None:
    """Rebuild every hub's index of entries or, with ``record``, of hidden entries.

    Raise OperatorError if an index file cannot be written.
    """
    from tqdm import tqdm

    from ...accounts.channels.hub import all_hubs
    from ...core.search.text_index import UnusableIndex
    from ...core.timeline.outline import channel_outlines
    from ...core.timeline.store import timeline_of
    from ...refresh.settings import OperatorError
    from .index_update import entry_index_path, rebuild_index, record_index_path

    for hub in all_hubs():
        path = "/".join(hub.getPhysicalPath())
        file = (record_index_path if record else entry_index_path)(hub)
        number = sum(outline.entries for _channel, outline in channel_outlines(timeline_of(hub)))
        try:
            with tqdm(total=number, disable=None, unit="entry") as bar:
                is_done = rebuild_index(hub, file, bar.update, stop.is_set, record)
        except UnusableIndex as error:
            raise OperatorError(str(error)) from error
        if not is_done:
            logger.info("%s: stopped; the index of entries is as it was", path)
            return
        logger.info("%s: %d entries indexed in %s", path, number, file)
