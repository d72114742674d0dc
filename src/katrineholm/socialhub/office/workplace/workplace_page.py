"""The workplace's page, and the service with the same value."""

from collections.abc import Callable
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.app.layout.viewlets.common import ViewletBase

from ... import MINUTE, _
from ...accounts.channels.hub import visible_hub_paths
from ...site.pages.acts import Page
from ...site.pages.cache import LruCache, url_key, write_key
from ...site.pages.page_service import PageGet
from ...site.pages.page_values import link
from .my_channels import serialize_channels
from .tasks import serialize_tasks
from .tools import serialize_tools

REGISTER = _("Register a channel")
CACHE = LruCache(128)  # the parts of a hub for the latest few people


class Workplace(Page):
    """``@@workplace`` of the site: for whoever is logged in, in all hubs that they may see."""

    title = _("My workplace")
    empty = _("There is no hub for social media on this site yet.")

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized(self.__name__)
        self.request.set("disable_plone.rightcolumn", True)
        return super().__call__()

    @property
    def page(self) -> dict:
        """Return the page as plain values, with a part for each hub."""
        paths = visible_hub_paths()
        hubs = [self._hub(api.portal.get().unrestrictedTraverse(path)) for path in paths]
        return {"title": self.title, "empty": "" if hubs else self.empty, "hubs": hubs}

    def _hub(self, hub: Any) -> dict:
        return cached_part("page", hub, self.request, lambda: hub_values(hub, self.request))


def cached_part(name: str, hub: Any, request: Any, make: Callable[[], Any]) -> Any:
    """Return what ``make()`` returns for the current user, anew after any write and each minute."""
    who, language = api.user.get_current().getId(), api.portal.get_current_language()
    key = name, who, language, hub.getPhysicalPath(), write_key(hub, MINUTE), url_key(request)
    return CACHE.get(key, make)


def hub_values(hub: Any, request: Any) -> dict:
    """Return the workplace's part for one hub, for the current user."""
    often, tools = serialize_tools(hub)
    return {
        "@id": hub.absolute_url(),
        "id": hub.getId(),
        "title": hub.title,
        "waiting": serialize_tasks(hub),
        "often": often,
        "channels": serialize_channels(hub, request),
        "tools": tools,
        "ways": hub_ways(often),
    }


def hub_ways(often: dict) -> list[dict]:
    """Return the links on a hub's own page to what a member does most, and to the workplace."""
    places = often["register"]
    register = [{**places[0], "title": REGISTER}] if len(places) == 1 else []
    url = f"{api.portal.get().absolute_url()}/@@workplace"
    return [*register, *often["items"], link(url, Workplace.title)]


class HubWays(ViewletBase):
    """The viewlet on a hub's own page with what the user does most, for members."""

    def links(self) -> list[dict]:
        """Return the links; none for visitors."""
        if api.user.is_anonymous():
            return []
        hub = self.context
        often, _tools = cached_part("tools", hub, self.request, lambda: serialize_tools(hub))
        return hub_ways(often)


class WorkplaceGet(PageGet):
    """``GET @workplace`` of the site: the same page for another frontend."""

    name = view_name = "workplace"

    def reply(self) -> dict:
        if api.user.is_anonymous():
            raise Unauthorized("@workplace")
        return super().reply()
