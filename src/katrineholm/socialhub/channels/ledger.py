"""Who holds the duties of a hub's channels, in one book that lists read without waking a channel.

It is kept beside the catalogue, since that may be searched by everybody. It follows the channels
by itself: see the subscribers.
"""

from dataclasses import asdict

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations

from .duties import Duties, duties_of
from .facts import hub_of
from .interfaces import IChannel

KEY = "katrineholm.socialhub.duties"


def duties_in(hub) -> dict[str, Duties]:
    """The duties of all channels of a hub, by UID."""
    return {uid: Duties(**kept) for uid, kept in _book(hub).items()}


def enter(channel, event=None) -> None:
    """Note a channel's duties as they are now."""
    hub = hub_of(channel)
    if hub is None:
        return
    annotations = IAnnotations(hub)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    duties = asdict(duties_of(channel))
    if annotations[KEY].get(channel.UID()) != duties:
        annotations[KEY][channel.UID()] = duties


def enter_all(administration, event=None) -> None:
    """An administration has changed, perhaps its head."""
    for channel in administration.objectValues():
        if IChannel.providedBy(channel):
            enter(channel)


def moved(channel, event) -> None:
    """A channel is new here, has another administration, or has left its hub."""
    left = hub_of(event.oldParent) if event.oldParent is not None else None
    if left is not None:
        _book(left).pop(channel.UID(), None)
    if event.newParent is not None:
        enter(channel)


def _book(hub):
    return IAnnotations(hub).get(KEY, {})
