"""Holds and open requests that keep the files of a snapshot or a package from being removed."""

from plone.dexterity.content import Container

from ...accounts.channels import holds
from ...accounts.channels.facts import all_channels
from ...core.messages.message_lists import KINDS, channel_list, listed_numbers
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ...core.timeline.record import ids_before
from ...core.timeline.store import timeline_of
from ...inbox.oversight.obstacles import is_active


def file_channels(hub: Container, whose: str) -> set[str]:
    """Return the channels (UIDs) in a file of a channel or an administration, given by its UID."""
    below = {each.uid for each in all_channels(hub) if whose == each.administration.uid}
    return below or {whose}


def is_kept(hub: Container, whose: str, taken: int, *, messages: bool = False) -> bool:
    """Return whether a channel, post or message in a file made at ``taken`` is held or requested.

    ``whose`` is the UID of its channel or administration.
    """
    return any(
        not holds.may_dispose(hub, holds.CHANNEL, uid, uid)
        or _has_kept_post(hub, uid, taken)
        or (messages and _has_kept_message(hub, uid))
        for uid in file_channels(hub, whose)
    )


def _has_kept_post(hub, uid, taken):
    found = ids_before(timeline_of(hub), uid, end=taken)
    return any(not holds.may_dispose(hub, holds.ENTRY, each, uid) for each in found)


def _has_kept_message(hub, uid):
    messages = messages_of(hub)
    found = listed_numbers(messages.root, [channel_list(uid)], HANDLING, KINDS)
    return any(
        is_active(messages.log(number), "hold")
        or not holds.may_dispose(hub, holds.MESSAGE, str(number), uid)
        for number in found
    )
