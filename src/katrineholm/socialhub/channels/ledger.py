"""Who holds the duties of a hub's channels, and which rules wait for an answer, in two books.

Lists read them without waking a channel. They are kept beside the catalogue, since that may be
searched by everybody, and follow the channels by themselves: see the subscribers.
"""

from dataclasses import asdict

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations

from .duties import Duties, duties_of
from .facts import hub_of
from .interfaces import IChannel
from .rules import from_data

KEY = "katrineholm.socialhub.duties"
PROPOSED = "katrineholm.socialhub.proposed"


def duties_in(hub) -> dict[str, Duties]:
    """The duties of all channels of a hub, by UID."""
    return {uid: Duties(**kept) for uid, kept in _book(hub, KEY).items()}


def proposed_in(hub) -> dict[str, list[str]]:
    """The texts of the comment rules that wait for the information office, by the channel's UID."""
    return dict(_book(hub, PROPOSED))


def enter(channel, event=None) -> None:
    """Note a channel's duties and its proposed rules as they are now."""
    hub = hub_of(channel)
    if hub is None:
        return
    rules = from_data(channel.own_rules or ())
    _write(hub, KEY, channel.UID(), asdict(duties_of(channel)))
    _write(hub, PROPOSED, channel.UID(), [r.text for r in rules if r.state == "proposed"])


def enter_all(administration, event=None) -> None:
    """An administration has changed, perhaps its head."""
    for channel in administration.objectValues():
        if IChannel.providedBy(channel):
            enter(channel)


def moved(channel, event) -> None:
    """A channel is new here, has another administration, or has left its hub."""
    left = hub_of(event.oldParent) if event.oldParent is not None else None
    if left is not None:
        for name in (KEY, PROPOSED):
            _book(left, name).pop(channel.UID(), None)
    if event.newParent is not None:
        enter(channel)


def _write(hub, name, uid, value):
    """Nothing is written where nothing is new; nor is what is empty kept."""
    if value == _book(hub, name).get(uid, []):
        return
    book = IAnnotations(hub).setdefault(name, OOBTree())
    if value:
        book[uid] = value
    else:
        del book[uid]


def _book(hub, name):
    return IAnnotations(hub).get(name, {})
