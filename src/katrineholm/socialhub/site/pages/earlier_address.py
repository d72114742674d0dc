"""The earlier addresses of pages that became a section of another page."""

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView

SECTIONS = {
    "absence": "@@duties#socialhub-away",
    "handover": "@@duties#socialhub-handover",
}


class EarlierAddress(BrowserView):
    """A redirect to the section that a page became, for links and bookmarks of members."""

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized(self.__name__)
        url = f"{self.context.absolute_url()}/{SECTIONS[self.__name__]}"
        return self.request.response.redirect(url)
