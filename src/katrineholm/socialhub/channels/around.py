"""A channel is not shown before the places around it are: its administration and its hub."""

from AccessControl import Unauthorized
from Acquisition import aq_chain
from plone import api
from plone.indexer import indexer
from Products.CMFPlone.CatalogTool import allowedRolesAndUsers

from ..interfaces import ISocialHubLayer
from .interfaces import IAdministration, IChannel, IOpenedByKey, ISocialHub


@indexer(IChannel)
def allowed(channel):
    """Who finds a channel in any search: those who may see the places around it as well."""
    found = set(allowedRolesAndUsers(channel)())
    for place in _around(channel):
        found = _both(found, set(allowedRolesAndUsers(place)()))
    return sorted(found)


def hide(event) -> None:
    """Whatever way a channel is asked for, it is as private as what it lies in."""
    request = event.request
    if not ISocialHubLayer.providedBy(request) or IOpenedByKey.providedBy(request["PUBLISHED"]):
        return
    # A service of plone.restapi knows its context, but is not found below it.
    asked = (getattr(request["PUBLISHED"], "context", None), *request["PARENTS"])
    channel = next((each for each in asked if IChannel.providedBy(each)), None)
    if channel is None:
        return
    if not all(api.user.has_permission("View", obj=place) for place in _around(channel)):
        raise Unauthorized(channel.getId())


def _around(channel):
    for place in aq_chain(channel):
        if IAdministration.providedBy(place) or ISocialHub.providedBy(place):
            yield place


def _both(some, others):
    """Who is among both; Anonymous stands for everybody."""
    if "Anonymous" in some:
        return others
    return some if "Anonymous" in others else some & others
