"""The link to the profile's stylesheet, in the head of every page."""

from html import escape

from plone.app.layout.viewlets.common import ViewletBase

from .sent import stylesheet_url


class ProfileLink(ViewletBase):
    """Nothing where nothing is chosen."""

    def render(self) -> str:
        url = stylesheet_url()
        return url and f'<link rel="stylesheet" href="{escape(url)}" />'
