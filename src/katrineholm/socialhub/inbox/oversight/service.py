"""The years' figures over plone.restapi."""

from plone.restapi.services import Service

from ...core.messages.store import messages_of
from ...site.forms.page_service import whole
from .figures_shown import shown, visible_years


class FiguresGet(Service):
    """``GET @messages-figures``: the years that the user may see, as the page shows them."""

    def reply(self):
        hub = self.context
        items = [shown(hub, year, kept) for year, kept in visible_years(hub).items()]
        return whole(hub, "@messages-figures", items)


class LogHeadGet(Service):
    """``GET @log-head``: how far the hub-wide log has come, for whoever wants to pin it down."""

    def reply(self):
        hub = self.context
        return {"@id": f"{hub.absolute_url()}/@log-head", **messages_of(hub).head.as_data()}
