"""Some of Plone's own pages ask for no permission: below what is put away they do."""

from AccessControl import Unauthorized
from plone import api

from ..interfaces import ISocialHubLayer
from ..site.forms.permissions import VIEW
from . import away


def hide(event) -> None:
    """Whatever is asked of content that is put away, it is shown to those who may view it."""
    request = event.request
    types = {} if ISocialHubLayer.providedBy(request) else away.note().get("types", {})
    # A service of plone.restapi knows its context, but is not found below it.
    asked = (getattr(request["PUBLISHED"], "context", None), *request["PARENTS"])
    for each in asked if types else ():
        is_away = getattr(each, "portal_type", None) in types
        if is_away and not api.user.has_permission(VIEW, obj=each):
            raise Unauthorized(each.getId())
