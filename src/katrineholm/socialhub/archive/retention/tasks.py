"""The tasks that are due in the archive, for the workplace of an archivist."""

from collections.abc import Iterator
from time import time

from plone import api
from plone.dexterity.content import Container

from ... import MINUTE, _
from ...accounts.channels.interfaces import Task
from ...site.pages.cache import LruCache
from ...site.pages.permissions import KEEP_ARCHIVE, MANAGE_RETENTION
from .disposal_storage import PROPOSED, all_proposals
from .overview_page import channel_rows

CACHE = LruCache(16)  # the number of due channels of a hub
FRESH = 10 * MINUTE  # counting them reads all packages


def archive_tasks(hub: Container) -> Iterator[Task]:
    """Yield for how many channels anything is due, and how many proposals somebody else made."""
    url, now = hub.absolute_url(), int(time())
    if api.user.has_permission(KEEP_ARCHIVE, obj=hub):
        key = hub.getPhysicalPath(), now // FRESH
        number = CACHE.get(key, lambda: sum(row.is_due for row in channel_rows(hub, now)))
        if number:
            yield Task(_("Channels with something due to the archive"), f"{url}/@@archive", number)
    if api.user.has_permission(MANAGE_RETENTION, obj=hub):
        who = api.user.get_current().getId()
        proposals = (each for _name, each in all_proposals(hub) if each["state"] == PROPOSED)
        if number := sum(each["proposed"][0] != who for each in proposals):
            yield Task(_("Disposals to confirm"), f"{url}/@@dispose-entries", number)
