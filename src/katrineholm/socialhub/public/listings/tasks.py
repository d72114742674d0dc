"""The entries that wait for somebody's decision, for the workplace."""

from collections.abc import Iterator

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.interfaces import Task
from .held_entries import waiting_count


def review_tasks(hub: Container) -> Iterator[Task]:
    """Yield how many entries wait until the current user shows or hides them."""
    if number := waiting_count(hub):
        yield Task(_("Entries to review"), f"{hub.absolute_url()}/@@held-entries", number)
