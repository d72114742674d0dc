"""The choice of a channel for a new entry, and the bookmarklet that passes a page's URL."""

from functools import cached_property
from urllib.parse import urlsplit

from AccessControl import Unauthorized
from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IAdministration
from ...core.feeds.source_kinds import NONE
from ...site.pages.acts import Page
from ...site.pages.permissions import IMPORT_DOWNLOAD, WRITE_ENTRY
from ...site.pages.query import url_with_query
from ...site.pages.request import form_text
from ..listings.stream_view import NO_CHANNELS

PARAMETERS = ("link", "title", "text")
# It runs on any page, and only opens our form with the URL of that page.
BOOKMARKLET = (
    "javascript:(function(){{var e=encodeURIComponent;window.open('{url}?link='+e(location.href)"
    "+'&title='+e(document.title)+'&text='+e(String(getSelection()).slice(0,1500)))}})()"
)


class ChooseChannel(Page):
    """``@@new-entry`` on a hub or an administration; redirects if one channel matches the link."""

    title = _("Write an entry by hand")
    permission, has_bookmark = WRITE_ENTRY, True
    no_channels = NO_CHANNELS

    @property
    def is_open(self) -> bool:
        return bool(self.places) or api.user.has_permission(self.permission, obj=self.context)

    def __call__(self):
        if not self.is_open:
            raise Unauthorized(self.__name__)
        if len(self.matching) == 1:
            return self.request.response.redirect(self.channel_url(self.matching[0]))
        return super().__call__()

    @cached_property
    def channels(self) -> list[ChannelFacts]:
        found = self._offered()
        return sorted(found, key=lambda facts: facts not in self._on_host(found))

    @cached_property
    def places(self) -> set[str]:
        return _administrations(self.context, self.permission)

    @cached_property
    def matching(self) -> list[ChannelFacts]:
        """The channels whose account is on the same host as the given link."""
        return self._on_host(self.channels)

    def channel_url(self, facts: ChannelFacts) -> str:
        """Return the URL of the channel's form, filled in with the given values."""
        page = f"{self.request.physicalPathToURL(facts.path)}/@@{self.__name__}"
        given = {name: form_text(self.request.form, name) for name in PARAMETERS}
        return url_with_query(page, **given)

    def bookmark(self) -> str:
        """Return the bookmarklet, which opens this page with the URL of any other page."""
        return BOOKMARKLET.format(url=f"{hub_of(self.context).absolute_url()}/@@new-entry")

    def _offered(self):
        return open_channels(self.context, self.places)

    def _on_host(self, channels):
        host = _host(form_text(self.request.form, "link"))
        return [facts for facts in channels if host and _host(facts.profile_url) == host]


class ChooseForDownload(ChooseChannel):
    """``@@import-download`` on a hub, with channels in every state.

    Those that are closed, or on Facebook, keep a download for the record.
    """

    title = _("Bring in a download")
    permission = IMPORT_DOWNLOAD
    has_bookmark = False

    def _offered(self):
        found = viewable_channels(self.context)
        return [facts for facts in found if facts.administration.path in self.places]


def writable_administrations(context: Container) -> set[str]:
    """Return the paths of administrations, at or below a context, where the user may write."""
    return _administrations(context, WRITE_ENTRY)


def _administrations(context, permission):
    return {
        "/".join(place.getPhysicalPath())
        for place in (context, *context.objectValues())
        if IAdministration.providedBy(place) and api.user.has_permission(permission, obj=place)
    }


def open_channels(context: Container, places: set[str]) -> list[ChannelFacts]:
    """Return the channels of the administrations at these paths that accept entries."""
    return [
        facts
        for facts in viewable_channels(context)
        if facts.administration.path in places
        if facts.source != NONE and facts.state != "closed"
    ]


def _host(url):
    try:
        return urlsplit(url).netloc.lower().removeprefix("www.")
    except ValueError:
        return ""
