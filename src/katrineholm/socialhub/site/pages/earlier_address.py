"""The earlier addresses of pages that became a part of another page."""

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView

PAGES = {
    "absence": "@@duties#socialhub-away",
    "handover": "@@duties#socialhub-handover",
    "reports": "@@board?state=reported",
    "retrieval": "@@board",
}


class EarlierAddress(BrowserView):
    """A redirect to the page that took in an earlier one, for links and bookmarks of members."""

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized(self.__name__)
        url = f"{self.context.absolute_url()}/{PAGES[self.__name__]}"
        return self.request.response.redirect(url)
