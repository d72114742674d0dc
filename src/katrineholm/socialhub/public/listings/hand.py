"""The editorial hand: who may hide, release, pin and feature, and which entries stand first.

At most one entry of a hub is featured and one pinned. The pinned entry stands first on the pages
of its hub, its administration and its channel, whatever is chosen there, as long as its channel
is among the chosen. The featured entry stands above it, and large, on the hub's own page, where
nothing is chosen. Both are left out of the order by time there. Archives keep that order, and so
do portlets, outgoing feeds and REST, which say only that an entry has the mark.
"""

from plone import api

from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.interfaces import ISocialHub
from ...site.forms.permissions import HIDE_ENTRY
from .query import Query


def may_hide(place) -> bool:
    """Whether the present user may hide and release the entries of a channel, or of all below.

    On the hub it is the right to pin and to feature: these change what the whole hub shows.
    """
    return api.user.has_permission(HIDE_ENTRY, obj=place)


def may_hide_in(hub, facts: ChannelFacts) -> bool:
    """The same for a channel of which only the facts are at hand."""
    return may_hide(hub.unrestrictedTraverse(facts.path))


def lead(context, query: Query) -> tuple[str, ...]:
    """The marks whose entries stand first on a page."""
    if query.year:
        return ()
    is_front = ISocialHub.providedBy(context) and not query.is_filtered
    return ("featured", "pinned") if is_front else ("pinned",)
