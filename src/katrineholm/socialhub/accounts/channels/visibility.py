"""Visibility of channels, which are never more public than their administration and hub."""

from typing import Any

from AccessControl import Unauthorized, getSecurityManager
from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_chain, aq_inner, aq_parent
from DateTime import DateTime
from plone import api
from plone.indexer import indexer
from Products.CMFCore.interfaces import IContentish, ISiteRoot
from Products.CMFPlone.CatalogTool import allowedRolesAndUsers
from zope.i18nmessageid import Message

from ... import _
from ...interfaces import ISocialHubLayer
from ...site.pages.permissions import VIEW
from ...site.pages.security_headers import NO_STORE, is_own_view
from ...site.settings.registry import public_site_url
from .hub import hub_of
from .interfaces import IAdministration, IChannel, IOpenedByKey, ISocialHub


def is_public(channel: Any) -> bool:
    """Return whether visitors may see a channel, its administration and its hub."""
    return all(map(is_visible, (channel, *_parents(channel))))


def is_visible(place: Any) -> bool:
    """Return whether visitors may now see an object itself, regardless of its parents."""
    is_shown = "Anonymous" in rolesForPermissionOn(VIEW, place)
    return is_shown and place.effective() <= DateTime() < place.expires()


def public_url(path: str) -> str:
    """Return the public URL of the object at a physical path."""
    root = "/".join(api.portal.get().getPhysicalPath())
    return f"{public_site_url()}{path.removeprefix(root)}"


def visibility_warning(channel: Any) -> Message | str:
    """Return a warning that names the parents that hide a channel, or an empty string."""
    places = [place.title for place in _parents(channel) if not is_visible(place)]
    if not places:
        return ""
    return _(
        "Visitors see nothing of the channel until this is published: ${places}.",
        mapping={"places": ", ".join(places)},
    )


def _parents(channel):
    return hub_of(channel), aq_parent(channel)


@indexer(IChannel)
def channel_readers(channel: Any) -> list[str]:
    """Return the roles and users that may see a channel and its parents, for searches."""
    found = set(allowedRolesAndUsers(channel)())
    for place in aq_chain(channel):
        if IAdministration.providedBy(place) or ISocialHub.providedBy(place):
            found = _intersection(found, set(allowedRolesAndUsers(place)()))
    return sorted(found)


def require_visible_parents(event: Any) -> None:
    """Raise Unauthorized if the user may not see all parents of the published object.

    Plone itself shows an object's title on every page that needs no permission.
    """
    request = event.request
    published = request["PUBLISHED"]
    if IOpenedByKey.providedBy(published):
        return
    # A service of plone.restapi knows its context, but is not found below it.
    published_objects = (*request["PARENTS"], published, getattr(published, "context", None))
    places = (place for each in published_objects for place in _within_hub(each))
    if not all(api.user.has_permission(VIEW, obj=place) for place in places):
        remove_content_from_request(request)
        raise Unauthorized(request["URL"])


def remove_content_from_request(request: Any) -> None:
    """Remove the content from the request, so that the error page does not show its title."""
    parents = request["PARENTS"]
    while len(parents) > 1 and not ISiteRoot.providedBy(parents[0]):
        del parents[0]


def _within_hub(content) -> list:
    """Return an object with all its parents up to its hub; empty outside of hubs."""
    if not IContentish.providedBy(content):
        return []
    chain = aq_chain(aq_inner(content))
    hub = next((n for n, each in enumerate(chain) if ISocialHub.providedBy(each)), -1)
    return chain[: hub + 1]


def _intersection(some, others):
    """Return the intersection of two sets of principals; Anonymous means everybody."""
    if "Anonymous" in some:
        return others
    return some if "Anonymous" in others else some & others


def forbid_cache(event: Any) -> None:
    """Forbid caching of a logged-in user's pages in a hub; cacheable pages override this later."""
    request = event.request
    if not ISocialHubLayer.providedBy(request) or getSecurityManager().getUser().getId() is None:
        return
    published = request["PUBLISHED"]
    # A service of plone.restapi knows its context, but is not found below it.
    places = getattr(published, "context", None), *request["PARENTS"]
    if is_own_view(published) or any(map(hub_of, places)):
        request.response.setHeader("Cache-Control", NO_STORE)
