"""Editorial permissions and marks: who may hide, release, pin and feature entries.

A hub has at most one featured and one pinned entry. The pinned entry comes first on the pages of
its hub, its administration and its channel, with any filter that includes its channel. On the hub's
unfiltered page, the featured entry is shown above it, enlarged. Marked entries are not repeated
further down on these pages. Archives, portlets, outgoing feeds and REST are always ordered by time
and only report the mark.
"""

from collections.abc import Mapping

from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container, DexterityContent
from zope.interface import Interface

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.interfaces import ISocialHub
from ...core.feeds.text import scrub
from ...site.pages.form_schema import Line
from ...site.pages.permissions import HIDE_ENTRY
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.request import form_text
from ...site.pages.text_checks import has_words
from .query import Query

LONGEST_REASON = 500  # characters of a reason


def cleaned_reason(given: str, longest: int = LONGEST_REASON) -> str:
    """Return the cleaned reason for an act on an entry. Raise Refusal if it is too long."""
    why = scrub(given).strip() if isinstance(given, str) else ""
    if len(why) > longest:
        most = {"most": longest}
        raise Refusal(_("The reason may have at most ${most} characters.", mapping=most))
    return why


def reason_in(form: Mapping) -> str:
    """Return the cleaned reason from a query or a form. Raise Refusal if it is too long."""
    return cleaned_reason(form_text(form, "reason"))


class IReason(Interface):
    """Form field with the reason for an act on an entry."""

    reason = Line(
        title=_("Why (kept in the record)"),
        description=_("Has to be given for what is hidden."),
        max_length=LONGEST_REASON,
        required=False,
        clean=cleaned_reason,
    )


class IDecision(IReason):
    """Form fields for an act on an entry: the entry's id and the reason."""

    entry = Line(title=_("Entry, by its id"), required=False)
    widget("entry", type="hidden")


def may_hide(place: DexterityContent) -> bool:
    """Return whether the user may hide and release entries of a hub, administration or channel.

    On a hub, this is also the permission to pin and feature, which change the hub's whole page.
    """
    return api.user.has_permission(HIDE_ENTRY, obj=place)


def may_hide_in_channel(hub: Container, facts: ChannelFacts) -> bool:
    """Return whether the user may hide and release entries of the channel with these facts."""
    return may_hide(hub.unrestrictedTraverse(facts.path))


def entry_id_in(given: Mapping) -> str:
    """Return the entry's id from a form field, which may also contain the entry's digest."""
    return form_text(given, "entry").partition(".")[0]


def require_reason(reason: str) -> None:
    """Raise FaultyFields if the reason for hiding an entry is empty."""
    if not has_words(reason):
        message = _("Write why the entry is hidden. The reason is kept in the record.")
        raise FaultyFields({"reason": message})


def leading_marks(context: Container, query: Query) -> tuple[str, ...]:
    """Return the marks whose entries come first on a page; there are none in archives."""
    if query.year:
        return ()
    is_front = ISocialHub.providedBy(context) and not query.is_filtered
    return ("featured", "pinned") if is_front else ("pinned",)
