"""The messages that wait for the current user, for the workplace."""

from collections.abc import Iterator
from time import time

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.interfaces import Task
from ..steps.waiting_messages import has_late, own_count

LATE = _("At least one should have been answered by now.")


def message_tasks(hub: Container) -> Iterator[Task]:
    """Yield how many messages are assigned to the current user, also as today's substitute."""
    if number := own_count(hub):
        is_late = has_late(hub, int(time()))
        url = f"{hub.absolute_url()}/@@messages?mine=1"
        yield Task(_("Messages to answer"), url, number, LATE if is_late else "", is_late)
