"""Nothing within a hub is shown before the places around it are: its administration, its hub."""

from AccessControl import Unauthorized
from Acquisition import aq_chain, aq_inner
from plone import api
from plone.indexer import indexer
from Products.CMFCore.interfaces import IContentish, ISiteRoot
from Products.CMFPlone.CatalogTool import allowedRolesAndUsers

from ...site.forms.permissions import VIEW
from ..channels.interfaces import IAdministration, IChannel, IOpenedByKey, ISocialHub


@indexer(IChannel)
def allowed(channel):
    """Who finds a channel in any search: those who may see the places around it as well."""
    found = set(allowedRolesAndUsers(channel)())
    for place in _around(channel):
        found = _both(found, set(allowedRolesAndUsers(place)()))
    return sorted(found)


def hide(event) -> None:
    """Whatever view or service something is asked through, it is as private as all it lies in.

    Plone itself shows a place's title on every page that needs no permission.
    """
    request = event.request
    published = request["PUBLISHED"]
    if IOpenedByKey.providedBy(published):
        return
    # A service of plone.restapi knows its context, but is not found below it.
    asked = (*request["PARENTS"], published, getattr(published, "context", None))
    places = (place for each in asked for place in _within_hub(each))
    if not all(api.user.has_permission(VIEW, obj=place) for place in places):
        name_no_place(request)
        raise Unauthorized(request["URL"])


def name_no_place(request) -> None:
    """The page that refuses is the site's: it would have the title of what is refused."""
    parents = request["PARENTS"]
    while len(parents) > 1 and not ISiteRoot.providedBy(parents[0]):
        del parents[0]


def _within_hub(asked) -> list:
    """What is asked for and all that it lies in, up to its hub; empty outside of hubs."""
    if not IContentish.providedBy(asked):
        return []
    chain = aq_chain(aq_inner(asked))
    hub = next((n for n, each in enumerate(chain) if ISocialHub.providedBy(each)), -1)
    return chain[: hub + 1]


def _around(channel):
    for place in aq_chain(channel):
        if IAdministration.providedBy(place) or ISocialHub.providedBy(place):
            yield place


def _both(some, others):
    """Who is among both; Anonymous stands for everybody."""
    if "Anonymous" in some:
        return others
    return some if "Anonymous" in others else some & others
