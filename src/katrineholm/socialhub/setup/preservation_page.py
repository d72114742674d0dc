"""Pages about the hidden content, for managers."""

from collections.abc import Mapping

from plone import api
from plone.app.layout.viewlets import ViewletBase
from Products.Five.browser import BrowserView
from zExceptions import NotFound

from .. import _
from ..accounts.channels.hub import all_hubs
from . import content_access, preservation

TITLES = {
    "SocialHub": _("Hubs"),
    "Administration": _("Administrations"),
    "Channel": _("Channels"),
    "FacebookPlace": _("Facebook places"),
    "CouncilParty": _("Parties"),
    content_access.MESSAGES: _("Messages"),
}


class PreservationNotice(ViewletBase):
    """The counts of the add-on's content, shown in the control panel of add-ons."""

    def update(self) -> None:
        super().update()
        kept = preservation.preserved_data()
        self.is_away = bool(kept)
        self.rows = count_rows(
            kept["counts"] if kept else content_access.content_counts(all_hubs())
        )
        portal = api.portal.get()
        url, start = portal.absolute_url(), content_access.physical_path(portal)
        self.urls = [url + path.removeprefix(start) for path in kept.get("paths", ())]


class PreservedContentView(BrowserView):
    """The only page of content while the add-on is not installed."""

    def __call__(self):
        if self.context.portal_type not in preservation.preserved_data().get("types", {}):
            raise NotFound(self.__name__)
        return super().__call__()

    def rows(self) -> list[tuple]:
        return count_rows(preservation.preserved_data()["counts"])

    def addons_url(self) -> str:
        return f"{api.portal.get().absolute_url()}/prefs_install_products_form"


def count_rows(counts: Mapping[str, int]) -> list[tuple]:
    """Return pairs (title, count) of the content types that have content."""
    return [(title, counts[name]) for name, title in TITLES.items() if name in counts]
