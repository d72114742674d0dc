"""The official list for visitors: the accounts that speak for the municipality (guideline G3)."""

from functools import cached_property

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from zope.i18nmessageid import Message
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.about.section import filled
from ...accounts.channels.called import account_name
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.icons import service_icon
from ...accounts.channels.moments import day
from ...core.timeline.store import timeline_of
from ...site.caching.pages import KeptPage
from ...site.forms.acts import Page
from ...site.forms.head import IDescribedPage
from ...site.forms.headings import joined
from ...site.forms.languages import entitled
from ...site.forms.permissions import may_manage
from ...site.forms.plain import link as way
from ...site.forms.queries import pages as neighbours
from ...site.settings.registry import municipality
from ...site.settings.titles import service_title
from . import pages
from .choices import NO_CHANNEL, SORT_TITLES, STATE_TITLES, choices
from .listing import PUBLIC, STATES, Listing, facets, listing
from .query import Query, link, public, query_from

SINCE = {
    "official": _("Official since ${day}"),
    "paused": _("Official since ${day}, at rest for the time being"),
    "closed": _("No longer ours since ${day}"),
}
FILES = (("export-csv", "CSV"), ("export-ods", "ODS"), ("export-json", "JSON"))


@implementer(IDescribedPage)
class OfficialListView(KeptPage, Page):
    """``@@official-list``: present and former official channels, others on request."""

    heading = pages.TITLE

    @cached_property
    def page(self) -> dict:
        """The page as a value, see ``pages``."""
        return pages.page(self)

    @cached_property
    def query(self) -> Query:
        return query_from(self.request.form)

    @cached_property
    def listing(self) -> Listing:
        """The requested page of channels."""
        return listing(self.context, public(self.query, PUBLIC))

    @property
    def title(self) -> str:
        """The page's title: the choices and the page's number."""
        choices = (each["options"] for each in self.choices if each["name"] != "state")
        parts = [
            pages.TITLE,
            *(each["title"] for options in choices for each in options if each["selected"]),
        ]
        parts += [STATE_TITLES[state] for state in STATES if state in self.query.state]
        if self.query.text:
            parts.append(f"”{self.query.text}”")
        if (number := self.pages()["number"]) > 1:
            parts.append(_("page ${number}", mapping={"number": number}))
        return joined(*parts)

    @property
    def shared(self) -> dict:
        about = _("The accounts that speak for ${municipality}.")
        return {"description": _(about, mapping={"municipality": self.municipality()})}

    def rows(self) -> list[dict]:
        return [row(facts, self.request) for facts in self.listing.rows]

    @cached_property
    def choices(self) -> list[dict]:
        """The filters that make a difference here, each with its options."""
        states = public(self.query, PUBLIC).state
        return choices(facets(self.context, states), self.query)

    def sorts(self) -> list[dict]:
        return [
            {"value": name, "title": title, "selected": name == self.query.sort}
            for name, title in SORT_TITLES.items()
        ]

    def empty_message(self) -> Message:
        """Return the message for an empty list."""
        if self.listing.total:
            return _("The list has no channels this far on.")
        if self.query.is_filtered:
            return NO_CHANNEL
        return _("There is no official channel yet.")

    def pages(self) -> dict:
        """Return the URLs of the neighbouring pages."""
        query = self.query
        return neighbours(
            query.start,
            query.size,
            self.listing.total,
            lambda start: link(self.url, query, start=start),
        )

    def files(self) -> list[dict]:
        """Return the shown list as files."""
        return [
            {"title": title, "url": link(self._view(name), self.query)} for name, title in FILES
        ]

    def full_files(self) -> list[dict]:
        """Return the files with duties and all states, for the office; else empty."""
        if not self.may_manage:
            return []
        return [{"title": title, "url": f"{self._view(name)}?full=1"} for name, title in FILES]

    @cached_property
    def may_manage(self) -> bool:
        """True if the current user manages the list."""
        return may_manage(self.context)

    def municipality(self) -> str:
        return municipality()

    def alternates(self) -> list[dict]:
        """Return the feed of the list's changes."""
        title = api.portal.translate(_("Changes of the official list"))
        feed = {"title": title, "type": "application/atom+xml"}
        return [{"rel": "alternate", "href": self._view("changes.atom"), **feed}]

    @property
    def url(self) -> str:
        return self._view("official-list")

    def _view(self, name):
        return f"{self.context.absolute_url()}/@@{name}"


class Pointer(ViewletBase):
    """The links above a hub's stream to the verification and the official list."""

    def links(self) -> list[dict]:
        url = self.context.absolute_url()
        return [
            way(f"{url}/@@official", _("Is the account ours?")),
            way(f"{url}/@@official-list", _("All channels")),
        ]


def row(facts: ChannelFacts, request: HTTPRequest) -> dict:
    """Return a channel as a row of the list."""
    administration = facts.administration
    return {
        "title": facts.title,
        "url": request.physicalPathToURL(facts.path),
        "service": service_title(facts.platform),
        "icon": service_icon(facts.platform, facts.kind),
        "kind": facts.kind,
        "account": account_name(facts),
        "profile_url": facts.profile_url,
        **entitled("administration", administration),
        "administration_url": request.physicalPathToURL(administration.path),
        "status": _status(facts),
        "state": facts.state,
        "is_link_only": facts.speaks and not facts.feed_url and not _has_posts(facts),
        "link_only_reason": facts.link_only_reason,
    }


def _has_posts(facts):
    """Return whether this site shows posts that were written by hand or imported."""
    hub = api.portal.get().unrestrictedTraverse(facts.hub_path)
    return timeline_of(hub).newest(facts.uid) is not None


def _status(facts):
    date = facts.closed_on if facts.state == "closed" else facts.official_since
    if facts.state in SINCE and date:
        return api.portal.translate(filled(SINCE[facts.state], day=day(date)))
    return api.portal.translate(STATE_TITLES[facts.state])
