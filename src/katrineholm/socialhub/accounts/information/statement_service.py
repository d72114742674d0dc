"""The site's statements over plone.restapi."""

from ...site.pages.page_service import PageGet


class AccessibilityGet(PageGet):
    """``GET @accessibility`` on the site: the accessibility statement."""

    name, view_name = "accessibility", "accessibility-info"


class PersonalDataGet(PageGet):
    """``GET @personal-data`` on a hub: the information on personal data."""

    name, view_name = "personal-data", "personal-data"
