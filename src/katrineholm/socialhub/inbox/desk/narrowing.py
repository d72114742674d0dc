"""From the list of a wider place to that of one of its channels: the channel's own."""

from ...accounts.channels.facts import ChannelFacts, visible
from ...accounts.channels.interfaces import IChannel
from ..routing.roles import my_channels, roles_in


def channels_in(hub, context) -> list[ChannelFacts]:
    """The channels whose lists the present user may open from a place's, by title.

    None where there is nothing to choose among.
    """
    if IChannel.providedBy(context):
        return []
    mine = None if roles_in(hub) else set(my_channels(hub))
    found = [facts for facts in visible(context) if mine is None or facts.uid in mine]
    return sorted(found, key=lambda facts: facts.title.casefold()) if len(found) > 1 else []
