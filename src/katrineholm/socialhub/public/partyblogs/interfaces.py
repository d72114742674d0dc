"""The schema of a party in the municipal council."""

from datetime import date
from typing import Any

from plone.autoform import directives
from plone.supermodel import model
from zope import schema
from zope.interface import Invalid, invariant, provider
from zope.schema.interfaces import IContextAwareDefaultFactory

from ... import _
from ...accounts.channels import times
from ...site.pages.address_validation import is_page_url
from ...site.pages.permissions import MANAGE_REGISTER_ID
from .fields import EARLIEST, LATEST, MOST_SEATS, ContactEmail, Seats, TermDay, term_of

BACKWARDS = _("The last day in the council is before the first one.")


@provider(IContextAwareDefaultFactory)
def first_day(context: Any) -> date:
    """Return the first day of the current term."""
    return term_of(times.today())[0]


@provider(IContextAwareDefaultFactory)
def last_day(context: Any) -> date:
    """Return the last day of the current term."""
    return term_of(times.today())[1]


class ICouncilParty(model.Schema):
    """A party in one term of the council (guideline G6)."""

    title = schema.TextLine(title=_("The party's name"), max_length=100)
    abbreviation = schema.TextLine(title=_("Abbreviation"), max_length=10)
    link = schema.TextLine(
        title=_("The party's link"),
        description=_(
            "The party's blog or the like. Left empty: the party is listed without a link."
        ),
        constraint=is_page_url,
        max_length=2000,
        required=False,
    )
    link_kind = schema.Choice(
        title=_("Kind of link"), vocabulary="katrineholm.socialhub.link_kinds", default="site"
    )
    feed = schema.TextLine(
        title=_("The party's feed"),
        description=_(
            "RSS, Atom or JSON Feed. The newest of it stand below the parties, the same number "
            "for each. Left empty: the party is shown with its link alone."
        ),
        constraint=is_page_url,
        max_length=2000,
        required=False,
    )
    seats = Seats(
        title=_("Seats in the council"),
        description=_("Shown where the parties are ordered by seats."),
        min=0,
        max=MOST_SEATS,
        required=False,
    )
    term_from = TermDay(
        title=_("First day in the council"),
        description=_("The party is shown from this day."),
        min=EARLIEST,
        max=LATEST,
        defaultFactory=first_day,
    )
    term_to = TermDay(
        title=_("Last day in the council"),
        description=_("The day after, the party leaves the page by itself."),
        min=EARLIEST,
        max=LATEST,
        defaultFactory=last_day,
    )
    directives.read_permission(contact_name=MANAGE_REGISTER_ID, contact_email=MANAGE_REGISTER_ID)
    contact_name = schema.TextLine(
        title=_("The party's contact"),
        description=_("Whom the information office asks. Not shown to the public."),
        max_length=100,
        required=False,
    )
    contact_email = ContactEmail(
        title=_("The contact's e-mail"),
        description=_("Not shown to the public."),
        required=False,
    )

    @invariant
    def a_term_ends_after_it_begins(party: Any) -> None:
        if party.term_to < party.term_from:
            raise Invalid(BACKWARDS)
