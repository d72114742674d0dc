"""The command that rebuilds the index of entries."""

from threading import Event

from ... import logger


def make(stop: Event) -> None:
    """Rebuild the index of every hub's entries."""
    make_all(stop)


def make_all(stop: Event, record: bool = False) -> None:
    """Rebuild every hub's index of entries, or of the record, with a bar on a terminal.

    Raise OperatorError if the file cannot be written.
    """
    from tqdm import tqdm

    from ...accounts.channels.hub import hubs
    from ...core.search.textfile import Unusable
    from ...core.timeline.store import timeline_of
    from ...refresh.settings import OperatorError
    from .place import file_of, record_of
    from .reading import make_anew

    for hub in hubs():
        path, file = "/".join(hub.getPhysicalPath()), (record_of if record else file_of)(hub)
        number = sum(outline.entries for _channel, outline in timeline_of(hub).outlines())
        try:
            with tqdm(total=number, disable=None, unit="entry") as bar:
                is_done = make_anew(hub, file, bar.update, stop.is_set, record)
        except Unusable as error:
            raise OperatorError(str(error)) from error
        if not is_done:
            logger.info("%s: stopped; the index of entries is as it was", path)
            return
        logger.info("%s: %d entries indexed in %s", path, number, file)
