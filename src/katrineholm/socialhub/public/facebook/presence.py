"""``@@facebook-presence`` on a hub: a page made to be shown on Facebook itself (guideline G5)."""

from functools import cached_property

from plone import api
from Products.Five import BrowserView
from zope.component import queryMultiAdapter
from zope.interface import implementer

from ...site.pages.framed_page import IFramedPage, allow_frames
from ...site.pages.page_cache import CACHE_CONTROL, IPurgedPage
from ...site.settings.registry import setting
from . import serializer
from .places import Place, current_time, place_card, public_places
from .signed_request import signed_page_id

PACKAGE = "++plone++katrineholm.socialhub"


@implementer(IFramedPage, IPurgedPage)
class PresenceView(BrowserView):
    """A complete HTML page, which Facebook may also request by POST to show it in a tab.

    Posted data is trusted only if Facebook has signed it; the page then greets its place.
    """

    def __call__(self):
        response = self.request.response
        allow_frames(response, setting("facebook_origins") or ())
        response.setHeader("Cache-Control", CACHE_CONTROL if self.is_same_for_all() else "no-store")
        return self.index()

    def is_same_for_all(self) -> bool:
        """Return True if a cache may give this response to other visitors, too."""
        return self.request.method in ("GET", "HEAD") and api.user.is_anonymous()

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return public_places(self.context, current_time())

    def cards(self) -> list[dict]:
        return [place_card(place, self.request) for place in self.places]

    def greeted_place(self) -> dict | None:
        """Return the card of the place where Facebook shows the page, or None if not proven."""
        if self.request.method != "POST":
            return None
        secret = setting("facebook_app_secret") or ""
        number = signed_page_id(self.request.form.get("signed_request"), secret, current_time())
        found = (place for place in self.places if number and place.page_id == number)
        return next((place_card(place, self.request) for place in found), None)

    def important(self) -> str:
        """Return the hub's important notice as HTML, or an empty string if there is none."""
        notice = queryMultiAdapter((self.context, self.request), name="crisis-notice")
        return notice() if notice is not None else ""

    def page(self) -> dict:
        return serializer.presence_page(self)

    def language(self) -> str:
        return api.portal.get_current_language()

    def stylesheets(self) -> list[str]:
        url = api.portal.get().absolute_url()
        tokens, presence = f"{url}/{PACKAGE}/tokens.css", f"{url}/{PACKAGE}/presence.css"
        return [tokens, f"{url}/@@socialhub-profile.css", presence]
