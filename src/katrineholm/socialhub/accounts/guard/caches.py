"""What is meant for one reader is kept by no cache, not even the browser's own."""

from AccessControl import getSecurityManager

from ... import PACKAGE_NAME
from ...interfaces import ISocialHubLayer
from ..channels.hub import hub_of

NOBODY = "private, no-store"


def forbid_caching(event) -> None:
    """Nothing that somebody logged in is shown of a hub is stored on the way or on the disk.

    A page that may be kept all the same says so itself, later.
    """
    request = event.request
    if not ISocialHubLayer.providedBy(request) or getSecurityManager().getUser().getId() is None:
        return
    asked = request["PUBLISHED"]
    # A service of plone.restapi knows its context, but is not found below it.
    places = getattr(asked, "context", None), *request["PARENTS"]
    if _is_ours(asked) or any(map(hub_of, places)):
        request.response.setHeader("Cache-Control", NOBODY)


def _is_ours(asked):
    """Whether a page or a service is the add-on's, wherever it is asked for."""
    # The publisher has a class of its own made for each registered page.
    return any(kind.__module__.startswith(PACKAGE_NAME) for kind in type(asked).__mro__)
