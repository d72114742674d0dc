"""``@@embed``: the newest entries as a box, which the listed sites show in a frame."""

from dataclasses import replace
from functools import cached_property

from plone import api
from zope.interface import implementer

from ... import _
from ...accounts.channels.hub import hub_of
from ...site.pages.framed_page import IFramedPage, allow_frames
from ...site.pages.languages import in_language
from ...site.pages.page_values import link
from ...site.settings.registry import setting
from .card_serializer import serialize_card
from .embed_code import LANGUAGE, SETTING
from .query import PAGE, Query, query_url
from .stream_view import StreamView


@implementer(IFramedPage)
class EmbedView(StreamView):
    """A complete HTML page with the entries of a query, whose links open in the whole window."""

    page_size = 5

    def __call__(self):
        allow_frames(self.request.response, setting(SETTING) or ())
        with in_language(self.language):
            return super().__call__()

    @cached_property
    def query(self) -> Query:
        return replace(super().query, start=0)

    @cached_property
    def page(self) -> dict:
        url, cards = query_url(self.base, self.query, size=PAGE), self.cards()
        return {
            "title": self.title,
            "heading": link(url, self.title, self.title_language),
            "cards": [serialize_card(card, self) for card in cards],
            "empty": "" if cards else self.empty_message(),
            "more": link(url, _("All entries")),
        }

    @property
    def hub(self):
        return hub_of(self.context)

    @cached_property
    def language(self) -> str:
        """The language that the embedding page asks for, or else the visitor's."""
        known = api.portal.get_registry_record("plone.available_languages") or ()
        wanted = self.request.form.get(LANGUAGE)
        return wanted if wanted in known else api.portal.get_current_language()
