"""``@@parties`` on a hub: the shelf (guideline G6); and a party's own page."""

from functools import cached_property
from urllib.parse import urlsplit

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import date_of, day, today
from ...site.caching.pages import KeptPage
from ...site.forms.head import IDescribedPage
from ...site.forms.permissions import may_manage
from ...site.forms.refusals import from_code
from .feeds import Post, recall, shown
from .shelf import ORDER_TITLES, PartyFacts, coming, facts_of, on_shelf, past, rule

TITLE = _("The parties in the council")
LEAD = _(
    "Each party in the municipal council has the right to a link here, to its blog or the like. "
    "The party answers for its content, which is neither the municipality's nor a part of its "
    "official channels."
)


@implementer(IDescribedPage)
class PartiesView(KeptPage, BrowserView):
    """The parties that are in the council today; those who keep the list see the others, too."""

    title = TITLE
    shared = {"description": LEAD}

    def cards(self) -> list[dict]:
        """The shelf, in its order."""
        return [card(party, self.request) for party in on_shelf(self.context)]

    def posts(self) -> list[dict]:
        """The parties with the newest of their feeds, in the shelf's order; none where none has."""
        return [
            {**card(party, self.request), "posts": [_shown(post) for post in found]}
            for party, found in shown(self.context, on_shelf(self.context))
        ]

    def others(self) -> list[dict]:
        """Coming and past parties for the office: heading and cards of each part, none if empty."""
        if not self.may_manage:
            return []
        parts = (
            ("coming", _("Not in the council yet"), coming(self.context)),
            ("past", _("No longer in the council"), past(self.context)),
        )
        return [
            {"id": id, "title": title, "cards": [card(party, self.request) for party in found]}
            for id, title, found in parts
            if found
        ]

    def order(self) -> Message:
        """The rule that holds for all of them."""
        return ORDER_TITLES[rule()]

    @cached_property
    def may_manage(self) -> bool:
        return may_manage(self.context)

    @property
    def url(self) -> str:
        """The shelf's own address."""
        return shelf_url(self.context)


@implementer(IDescribedPage)
class PartyView(BrowserView):
    """A party's own page: where a search leads to."""

    shared: dict = {}  # it has no words of its own

    @cached_property
    def card(self) -> dict:
        return card(facts_of(self.context), self.request)

    @property
    def title(self) -> str:
        """The party's name."""
        return self.context.title

    @property
    def url(self) -> str:
        """The page's own address."""
        return self.context.absolute_url()

    @cached_property
    def may_manage(self) -> bool:
        return may_manage(self.context)

    def shelf(self) -> str:
        """The address of all parties."""
        return shelf_url(hub_of(self.context))

    def problem(self) -> str:
        """What is wrong with the party's feed, in a sentence; empty where nothing is known."""
        party = facts_of(self.context)
        kept = recall(hub_of(self.context), party) if party.feed else None
        if kept is None or not kept.state.failures:
            return ""
        return api.portal.translate(from_code(kept.state.code, dict(kept.state.values)))


class Pointer(ViewletBase):
    """Above a hub's stream: where the parties are, once there are any."""

    def render(self):
        if not (on_shelf(self.context) or may_manage(self.context)):
            return ""
        return super().render()

    def url(self) -> str:
        return shelf_url(self.context)


def shelf_url(hub) -> str:
    """The address of a hub's shelf."""
    return f"{hub.absolute_url()}/@@parties"


def card(party: PartyFacts, request) -> dict:
    """A party as it is shown: the same form for each of them."""
    return {
        "id": party.id,
        "url": request.physicalPathToURL(party.path),
        "title": party.title,
        "abbreviation": party.abbreviation,
        "sits": party.sits(today()),
        "over": party.term_to < today().isoformat(),
        "link": party.link,
        "link_text": party.link_text,
        "host": (urlsplit(party.link).hostname or "").removeprefix("www."),
        "seats": party.seats if rule() == "seats" else None,
        "term_from": day(party.term_from),
        "term_to": day(party.term_to),
    }


def _shown(post: Post) -> dict:
    """A post as it is shown; ``day`` is empty where it is undated."""
    date = "" if post.published is None else date_of(post.published).isoformat()
    return {
        "title": post.title,
        "link": post.link,
        "lang": post.language or api.portal.get_default_language(),
        "date": date,
        "day": day(date),
    }
