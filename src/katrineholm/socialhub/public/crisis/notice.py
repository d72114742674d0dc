"""``@@crisis-notice``: what everybody sees of it, on the hub and above every portlet."""

from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ...accounts.channels.moments import lately, when
from ..listings.cards import ShowsCards
from ..listings.important import Important, cards_on_top, important
from ..listings.told import about


class Notice(ShowsCards, BrowserView):
    """The notice as HTML; empty where nothing is on top."""

    template = ViewPageTemplateFile("notice.pt")

    found: Important

    def __call__(self) -> str:
        if (found := important(self.context)) is None:
            return ""
        self.found = found
        return self.template()

    def cards(self) -> list[dict]:
        """Its entries."""
        return cards_on_top(self.context, self.found, self.request)

    def channel(self) -> dict:
        """Whose entries they are."""
        return about(self.found.facts, self.request)

    def checked(self) -> dict | None:
        """When its source was asked last; None where nobody asks."""
        checked = self.found.checked
        return None if checked is None else _within(lately(checked))

    def until(self) -> dict:
        """When it ends."""
        return when(self.found.order.until)


def _within(moment):
    """A moment within a sentence."""
    return moment | {"text": moment["text"][:1].lower() + moment["text"][1:]}
