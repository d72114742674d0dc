"""The editorial hand: who may hide, release, pin and feature, and which entries stand first.

At most one entry of a hub is featured and one pinned. The pinned entry stands first on the pages
of its hub, its administration and its channel, whatever is chosen there, as long as its channel
is among the chosen. The featured entry stands above it, and large, on the hub's own page, where
nothing is chosen. Both are left out of the order by time there. Archives keep that order, and so
do portlets, outgoing feeds and REST, which say only that an entry has the mark.
"""

from collections.abc import Mapping

from plone import api
from plone.autoform.directives import widget
from zope.interface import Interface

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.interfaces import ISocialHub
from ...core.feeds.text import scrub
from ...site.forms.permissions import HIDE_ENTRY
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.request import text
from ...site.forms.schema import Line
from ...site.forms.words import has_words
from .query import Query

LONGEST = 500  # characters of a reason


def cleaned_reason(given: str, longest: int = LONGEST) -> str:
    """Return why something is done with an entry; it stays in the record. Raises Refusal."""
    why = scrub(given).strip() if isinstance(given, str) else ""
    if len(why) > longest:
        most = {"most": longest}
        raise Refusal(_("The reason may have at most ${most} characters.", mapping=most))
    return why


def why_in(form: Mapping) -> str:
    """Return the reason that a query or a form gives. Raises Refusal."""
    return cleaned_reason(text(form, "reason"))


class IReason(Interface):
    """Why something is done."""

    reason = Line(
        title=_("Why (kept in the record)"),
        description=_("Has to be given for what is hidden."),
        max_length=LONGEST,
        required=False,
        clean=cleaned_reason,
    )


class IDecision(IReason):
    """The entry that something is done with, and why."""

    entry = Line(title=_("Entry, by its id"), required=False)
    widget("entry", type="hidden")


def may_hide(place) -> bool:
    """Whether the present user may hide and release the entries of a channel, or of all below.

    On the hub it is the right to pin and to feature: these change what the whole hub shows.
    """
    return api.user.has_permission(HIDE_ENTRY, obj=place)


def may_hide_in(hub, facts: ChannelFacts) -> bool:
    """The same for a channel of which only the facts are at hand."""
    return may_hide(hub.unrestrictedTraverse(facts.path))


def entry_named(given: Mapping) -> str:
    """The entry's id, where the form may say beside it what the entry looked like."""
    return text(given, "entry").partition(".")[0]


def demand_reason(reason: str) -> None:
    """Nothing is taken out of sight without a reason. Raises FaultyFields."""
    if not has_words(reason):
        message = _("Write why the entry is hidden. The reason is kept in the record.")
        raise FaultyFields({"reason": message})


def lead(context, query: Query) -> tuple[str, ...]:
    """The marks whose entries stand first on a page."""
    if query.year:
        return ()
    is_front = ISocialHub.providedBy(context) and not query.is_filtered
    return ("featured", "pinned") if is_front else ("pinned",)
