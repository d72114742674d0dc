"""Where an entry is to be written, and the bookmark that brings a page's address along."""

from functools import cached_property
from urllib.parse import urlsplit

from AccessControl import Unauthorized

from ... import _
from ...accounts.channels.facts import ChannelFacts, visible
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IAdministration
from ...core.feeds.source import NONE
from ...site.forms.acts import Page
from ...site.forms.queries import address
from ...site.forms.request import text
from ..listings.views import NO_CHANNELS
from .writing import may_write

BROUGHT = ("link", "title", "text")
# Run on the page that somebody is on: it opens our form with that page's address, and no more.
BOOKMARK = (
    "javascript:(function(){{var e=encodeURIComponent;window.open('{url}?link='+e(location.href)"
    "+'&title='+e(document.title)+'&text='+e(String(getSelection()).slice(0,1500)))}})()"
)


class ChooseChannel(Page):
    """``@@new-entry`` on a hub or an administration: whoever has a single choice is led on."""

    title = _("Write an entry by hand")
    no_channels = NO_CHANNELS

    def __call__(self):
        if not (self.places or may_write(self.context)):
            raise Unauthorized(self.__name__)
        if len(self.fitting) == 1:
            return self.request.response.redirect(self.url(self.fitting[0]))
        return super().__call__()

    @cached_property
    def channels(self) -> list[ChannelFacts]:
        """Those that the user may write entries of, by title; what fits the address first."""
        found = [
            facts
            for facts in visible(self.context)
            if facts.administration.path in self.places
            if facts.source != NONE and facts.state != "closed"
        ]
        return sorted(found, key=lambda facts: facts not in self._at_home(found))

    @cached_property
    def places(self) -> set[str]:
        """The paths of the administrations that the user may write in."""
        return writable(self.context)

    @cached_property
    def fitting(self) -> list[ChannelFacts]:
        """The channels on the service that the brought address is at."""
        return self._at_home(self.channels)

    def url(self, facts: ChannelFacts) -> str:
        """The channel's form, with what was brought along."""
        page = f"{self.request.physicalPathToURL(facts.path)}/@@new-entry"
        return address(page, **{name: text(self.request.form, name) for name in BROUGHT})

    def bookmark(self) -> str:
        """What a browser keeps as a bookmark."""
        return BOOKMARK.format(url=f"{hub_of(self.context).absolute_url()}/@@new-entry")

    def _at_home(self, channels):
        host = _host(text(self.request.form, "link"))
        return [facts for facts in channels if host and _host(facts.profile_url) == host]


def writable(context) -> set[str]:
    """The paths of the administrations, at or below a place, where the user may write entries."""
    return {
        "/".join(place.getPhysicalPath())
        for place in (context, *context.objectValues())
        if IAdministration.providedBy(place) and may_write(place)
    }


def _host(url):
    try:
        return urlsplit(url).netloc.lower().removeprefix("www.")
    except ValueError:
        return ""
