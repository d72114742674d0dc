"""The toolbar beside the board."""

from plone.app.layout.viewlets.common import ContentViewsViewlet
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class BoardToolbar(ContentViewsViewlet):
    """The actions without the menus that add, move and publish: those would act on the hub.

    The board is worked off from its rows, and the menus took a quarter of its page's time.
    """

    index = ViewPageTemplateFile("toolbar.pt")
