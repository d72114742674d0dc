"""What the tests of ``site/pages`` have in common."""

from katrineholm.socialhub.public.facebook import portlet as facebook
from katrineholm.socialhub.public.listings import portlet as feed
from katrineholm.socialhub.public.partyblogs import portlet as parties
from katrineholm.socialhub.public.register import portlet as channels

PORTLETS = {
    "feed": (feed, {"count": "3"}),
    "channels": (channels, {"count": "3"}),
    "facebook": (facebook, {}),
    "parties": (parties, {}),
}


def filled(kind, **changes):
    """What an editor writes in the form of a portlet."""
    extra = PORTLETS[kind][1]
    return {"header": "Min rubrik", "more": "Visa mer", "layout": "list", **extra, **changes}
