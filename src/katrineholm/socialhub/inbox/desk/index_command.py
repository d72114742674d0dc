"""The operator's command that rebuilds the index of messages."""

from threading import Event

from ... import logger


def make(stop: Event) -> None:
    """Rebuild the message index of every hub, with a progress bar on a terminal."""
    from tqdm import tqdm

    from ...accounts.channels.hub import all_hubs
    from ...core.messages.store import messages_of
    from .index_updates import rebuild_index

    for hub in all_hubs():
        path, number = "/".join(hub.getPhysicalPath()), len(messages_of(hub))
        if not number:
            continue
        with tqdm(total=number, disable=None, unit="message") as bar:
            is_done = rebuild_index(hub, bar.update, stop.is_set)
        if not is_done:
            logger.info("%s: stopped; the index of messages is as it was", path)
            return
        logger.info("%s: %d messages indexed", path, number)
