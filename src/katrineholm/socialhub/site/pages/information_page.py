"""Pages of information: a heading with sections, drawn alike by both frontends."""

from collections.abc import Iterable

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from .acts import Page


class InformationPage(Page):
    """A page of ``sections``, see ``page_values.page_section``."""

    index = ViewPageTemplateFile("information_page.pt")
    classes = "socialhub-information"

    @property
    def office_form(self) -> dict | None:
        """Return a form below the sections, for the office; Volto has none."""
        return None

    def sections(self) -> Iterable[dict]:
        """Return the sections in reading order."""
        return []

    @property
    def empty(self) -> Message | str:
        """Return the text of a page without sections."""
        return ""

    def ways(self) -> list[dict]:
        """Return links above the sections: ``@id``, ``title``, and ``current`` for a chosen one."""
        return []

    def after(self) -> list[dict]:
        """Return links below the sections."""
        return []

    @property
    def page(self) -> dict:
        """Return the page as a value."""
        return {
            "title": self.title,
            "lead": self.lead,
            "ways": self.ways(),
            "empty": self.empty,
            "sections": [*self.sections()],
            "links": self.after(),
        }
