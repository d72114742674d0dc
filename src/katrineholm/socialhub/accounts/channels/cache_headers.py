"""Cache headers that keep personal answers out of all caches, including the browser's."""

from typing import Any

from AccessControl import getSecurityManager

from ... import PACKAGE_NAME
from ...interfaces import ISocialHubLayer
from .hub import hub_of

NO_STORE = "private, no-store"


def forbid_cache(event: Any) -> None:
    """Forbid caching of everything in a hub that a logged-in user gets.

    A page that may be cached all the same sets its header later.
    """
    request = event.request
    if not ISocialHubLayer.providedBy(request) or getSecurityManager().getUser().getId() is None:
        return
    published = request["PUBLISHED"]
    # A service of plone.restapi knows its context, but is not found below it.
    places = getattr(published, "context", None), *request["PARENTS"]
    if _is_own_view(published) or any(map(hub_of, places)):
        request.response.setHeader("Cache-Control", NO_STORE)


def _is_own_view(view):
    """Return whether a view or service is the add-on's, in any context."""
    # Each registered page is an instance of a generated class.
    return any(kind.__module__.startswith(PACKAGE_NAME) for kind in type(view).__mro__)
