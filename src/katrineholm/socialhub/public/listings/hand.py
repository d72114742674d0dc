"""The editorial hand: who may hide, release, pin and feature, and which entries stand first.

At most one entry of a hub is featured and one pinned. The pinned entry stands first on the pages
of its hub, its administration and its channel, whatever is chosen there, as long as its channel
is among the chosen. The featured entry stands above it, and large, on the hub's own page, where
nothing is chosen. Both are left out of the order by time there. Archives keep that order, and so
do portlets, outgoing feeds and REST, which say only that an entry has the mark.
"""

from collections.abc import Mapping

from plone import api

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.interfaces import ISocialHub
from ...site.forms.permissions import HIDE_ENTRY
from ...site.forms.refusals import Refusal
from ...site.forms.request import text
from ...site.forms.words import has_words
from .query import Query

LONGEST = 500  # characters of a reason


def may_hide(place) -> bool:
    """Whether the present user may hide and release the entries of a channel, or of all below.

    On the hub it is the right to pin and to feature: these change what the whole hub shows.
    """
    return api.user.has_permission(HIDE_ENTRY, obj=place)


def may_hide_in(hub, facts: ChannelFacts) -> bool:
    """The same for a channel of which only the facts are at hand."""
    return may_hide(hub.unrestrictedTraverse(facts.path))


def why_in(form: Mapping) -> str:
    """The reason that a form gives for what is done with an entry; it stays in the record.

    Raises Refusal where it is too long.
    """
    why = text(form, "reason")
    if len(why) > LONGEST:
        most = {"most": LONGEST}
        raise Refusal(_("The reason may have at most ${most} characters.", mapping=most))
    return why


def why_hidden(form: Mapping) -> str:
    """The same where it has to be given: nothing is taken out of sight without a reason."""
    if has_words(why := why_in(form)):
        return why
    raise Refusal(_("Write why the entry is hidden. The reason is kept in the record."))


def lead(context, query: Query) -> tuple[str, ...]:
    """The marks whose entries stand first on a page."""
    if query.year:
        return ()
    is_front = ISocialHub.providedBy(context) and not query.is_filtered
    return ("featured", "pinned") if is_front else ("pinned",)
