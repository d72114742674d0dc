"""The utility that takes disposed posts and messages out of packages."""

from collections.abc import Iterable

from plone.dexterity.content import Container

from ...accounts.channels import holds
from ...core.messages.store import messages_of
from ...core.timeline.store import timeline_of
from .coverage import packages_with_post
from .orders import invalidate_package


def forget_in_packages(
    hub: Container, kind: str, names: Iterable[str], part: str, now: int
) -> None:
    """Discard or remake the packages that have a disposed post or message, see ``IForgets``."""
    places = {place for place in (_place(hub, kind, name) for name in names) if place}
    found = {each.id: each for place in places for each in packages_with_post(hub, *place)}
    for each in found.values():
        if kind == holds.ENTRY or each.messages:
            invalidate_package(hub, each, now)


def _place(hub, kind, name):
    """Return the channel and the time by which a post or message is packed; None if it is gone."""
    if kind == holds.MESSAGE:
        message = messages_of(hub)[int(name)]
        return message["channel"], message["captured"]["captured"]
    entry = timeline_of(hub).unmasked(name)
    return entry and (entry["channel"], entry["time"])
