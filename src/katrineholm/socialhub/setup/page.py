"""The hidden content, for managers."""

from collections.abc import Mapping

from plone import api
from plone.app.layout.viewlets import ViewletBase
from Products.Five.browser import BrowserView
from zExceptions import NotFound

from .. import _
from ..accounts.channels.hub import hubs
from . import away, content

TITLES = {
    "SocialHub": _("Hubs"),
    "Administration": _("Administrations"),
    "Channel": _("Channels"),
    "FacebookPlace": _("Facebook places"),
    "CouncilParty": _("Parties"),
    content.MESSAGES: _("Messages"),
}


class Notice(ViewletBase):
    """The list of the add-on's content, in the control panel of add-ons."""

    def update(self) -> None:
        super().update()
        kept = away.note()
        self.is_away = bool(kept)
        self.rows = rows(kept["counts"] if kept else content.counts(hubs()))
        self.urls = [_url(path) for path in kept.get("paths", ())]


class PutAwayView(BrowserView):
    """The only page of content whose add-on is not installed."""

    def __call__(self):
        if self.context.portal_type not in away.note().get("types", {}):
            raise NotFound(self.__name__)
        return super().__call__()

    def rows(self) -> list[tuple]:
        return rows(away.note()["counts"])

    def addons_url(self) -> str:
        return f"{api.portal.get().absolute_url()}/prefs_install_products_form"


def rows(counts: Mapping[str, int]) -> list[tuple]:
    """Return the titles and numbers of the content."""
    return [(title, counts[name]) for name, title in TITLES.items() if name in counts]


def _url(path):
    portal = api.portal.get()
    return portal.absolute_url() + path.removeprefix(content.path_of(portal))
