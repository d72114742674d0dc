"""The REST services for the yearly figures, the help, and the head of the hub-wide log."""

from typing import Any

from plone.restapi.services import Service

from ...core.messages.store import messages_of
from ...site.pages.page_service import PageGet, list_answer
from .figures_serializer import visible_years, year_data


class FiguresGet(PageGet):
    """``GET @messages-figures``: the visible years, and the figures of the one in ``year``."""

    name, view_name = "messages-figures", "messages-figures"

    @staticmethod
    def page(view: Any) -> dict:
        hub = view.context
        items = [year_data(hub, year, kept) for year, kept in visible_years(hub).items()]
        return {**view.page, **list_answer(hub, "@messages-figures", items)}


class HelpGet(PageGet):
    """``GET @messages-help``: how incoming messages are handled."""

    name, view_name = "messages-help", "messages-help"


class LogHeadGet(Service):
    """``GET @log-head``: the head of the hub-wide log, for other systems to store as an anchor."""

    def reply(self) -> dict:
        hub = self.context
        return {"@id": f"{hub.absolute_url()}/@log-head", **messages_of(hub).head.as_data()}
