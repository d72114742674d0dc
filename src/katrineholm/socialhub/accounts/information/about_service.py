"""A channel's information text over plone.restapi."""

from zExceptions import NotFound

from ...site.pages.page_service import PageGet
from ..channels.facts import viewable_channels


class AboutGet(PageGet):
    """``GET @about`` on a channel: its description, rules, public records and personal data."""

    name, view_name = "about", "about"

    def reply(self) -> dict:
        if not viewable_channels(self.context):
            raise NotFound(self.context.getId())
        return super().reply()
