"""The upgrade steps that seal what was stored before posts were sealed.

They vouch for what is there from now on; a seal's date is that of the step.
"""

from time import time

import transaction
from Products.GenericSetup.tool import SetupTool

from .. import logger
from ..accounts.channels.hub import all_hubs
from ..archive.retention.archive_log_check import note_all_records
from ..core.timeline.indexes import put_entries_in_place, update_channel_row
from ..core.timeline.seals import has_unsealed_changes, note_all_pictures
from ..core.timeline.store import timeline_of
from ..refresh.seals import seal_hub

ATTEMPTS = 5


def log_archive_records(_setup_tool: SetupTool) -> None:
    """Log the archive's own records as they are."""
    for hub in all_hubs():
        note_all_records(hub)


def put_posts_in_place(_setup_tool: SetupTool) -> None:
    """Put the entries of hubs that were moved, whose lists have copies of them, in their places."""
    for hub in all_hubs():
        root = timeline_of(hub).root
        for channel in root["channels"]:
            if number := put_entries_in_place(root, channel):
                update_channel_row(root, channel, root["channels"][channel])
                logger.info("%s: %d posts of %s are put in place", hub.getId(), number, channel)


def seal_stored_posts(_setup_tool: SetupTool) -> None:
    """Seal all posts and pictures in short transactions, beside a worker that may do so as well."""
    transaction.commit()
    for hub in all_hubs():
        _write(note_all_pictures, timeline_of(hub))
        while has_unsealed_changes(timeline_of(hub)):
            _write(seal_hub, hub, int(time()))
            hub._p_jar.cacheMinimize()
        logger.info("The posts of %s are sealed", "/".join(hub.getPhysicalPath()))


def _write(do, *given):
    for attempt in transaction.manager.attempts(ATTEMPTS):
        with attempt:
            do(*given)
