"""A work list: pictures whose source gives no alternative text, to be mended there."""

from functools import cached_property

from Products.Five import BrowserView

from .cards import CardMaker, ShowsCards
from .query import Query
from .stream import stream

NEWEST = 500  # entries looked through; what is older is no longer mended


class UndescribedPictures(ShowsCards, BrowserView):
    """``@@undescribed-pictures``: the newest entries with a picture that nobody can hear."""

    @cached_property
    def cards(self) -> list[dict]:
        """Their cards, the newest first."""
        found = stream(self.context, Query(size=NEWEST))
        maker = CardMaker(found.hub, found.timeline, self.request)
        return [
            maker.card(entry, found.chosen[entry["channel"]])
            for entry in found.entries
            if any(picture["alt"] is None for picture in found.timeline.pictures(entry))
        ]
