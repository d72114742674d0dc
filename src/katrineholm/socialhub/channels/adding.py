"""Who may add a channel, and so ask what is at an address."""

from plone import api

from .interfaces import ISocialHub

ADD = "katrineholm.socialhub: Add channel"
MANAGE = "katrineholm.socialhub: Manage register"


def may_add(context) -> bool:
    """Whether the user keeps the list, or may add a channel here or in one of a hub's parts."""
    return bool(places(context)) or api.user.has_permission(MANAGE, obj=context)


def places(context) -> list:
    """Where below a hub, or on an administration, the user may add a channel."""
    inner = context.objectValues() if ISocialHub.providedBy(context) else ()
    return [place for place in (context, *inner) if api.user.has_permission(ADD, obj=place)]
