"""On the add-ons panel: what an uninstallation would put away, or what one has put away."""

from plone import api
from plone.app.layout.viewlets import ViewletBase

from ..accounts.channels.hub import hubs
from . import away, content
from .page import rows


class Notice(ViewletBase):
    """Shown where there is content of the add-on, before and after it goes."""

    def update(self):
        super().update()
        kept = away.note()
        self.is_away = bool(kept)
        self.rows = rows(kept["counts"] if kept else content.counts(hubs()))
        self.urls = [_url(path) for path in kept.get("paths", ())]


def _url(path):
    portal = api.portal.get()
    return portal.absolute_url() + path.removeprefix(content.path_of(portal))
