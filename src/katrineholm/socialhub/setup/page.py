"""What a manager sees of content that is put away."""

from plone import api
from Products.Five.browser import BrowserView
from zExceptions import NotFound

from .. import _
from . import away, content

TITLES = {
    "SocialHub": _("Hubs"),
    "Administration": _("Administrations"),
    "Channel": _("Channels"),
    "FacebookPlace": _("Facebook places"),
    "CouncilParty": _("Parties"),
    content.MESSAGES: _("Messages"),
}


class PutAwayView(BrowserView):
    """The only page of content whose add-on is not installed."""

    def __call__(self):
        if self.context.portal_type not in away.note().get("types", {}):
            raise NotFound(self.__name__)
        return super().__call__()

    def rows(self):
        return rows(away.note()["counts"])

    def addons_url(self):
        return f"{api.portal.get().absolute_url()}/prefs_install_products_form"


def rows(counts) -> list[tuple]:
    """How much there is of what, for a reader."""
    return [(title, counts[name]) for name, title in TITLES.items() if name in counts]
