"""The base of information pages: a heading with sections, alike in both frontends."""

from collections.abc import Iterable

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from .acts import Page


class InformationPage(Page):
    """A page that consists of ``sections``, see ``page_values.page_section``."""

    index = ViewPageTemplateFile("information_page.pt")
    classes = "socialhub-information"

    @property
    def office_form(self) -> dict | None:
        """Return the information office's form, which is below the sections, or None."""
        return None

    def sections(self) -> Iterable[dict]:
        """Return the sections in reading order."""
        return []

    @property
    def empty(self) -> Message | str:
        """Return the text to show if there are no sections."""
        return ""

    def ways(self) -> list[dict]:
        """Return the links above the sections, with ``@id``, ``title`` and perhaps ``current``."""
        return []

    def after(self) -> list[dict]:
        """Return the links below the sections."""
        return []

    @property
    def page(self) -> dict:
        """Return the page as plain values."""
        return {
            "title": self.title,
            "lead": self.lead,
            "ways": self.ways(),
            "empty": self.empty,
            "sections": [*self.sections()],
            "links": self.after(),
        }
