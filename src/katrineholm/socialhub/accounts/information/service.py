"""A channel's information text and the site's statements over plone.restapi."""

from zExceptions import NotFound

from ...site.pages.page_service import PageGet
from ..channels.facts import viewable_channels


class AboutGet(PageGet):
    """``GET @about`` on a channel returns its information text."""

    name, view_name = "about", "about"

    def reply(self) -> dict:
        if not viewable_channels(self.context):
            raise NotFound(self.context.getId())
        return super().reply()


class AccessibilityGet(PageGet):
    """``GET @accessibility`` on the site returns the accessibility statement."""

    name, view_name = "accessibility", "accessibility-info"


class PersonalDataGet(PageGet):
    """``GET @personal-data`` on a hub returns the information on personal data."""

    name, view_name = "personal-data", "personal-data"
