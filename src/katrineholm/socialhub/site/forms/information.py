"""Pages that inform: a heading and sections below it, drawn the same by both frontends."""

from collections.abc import Iterable

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from .acts import Page


class InformationPage(Page):
    """A page of sections: ``sections`` gives them, see ``plain.section``."""

    index = ViewPageTemplateFile("information.pt")
    classes = "socialhub-information"

    @property
    def office_form(self) -> dict | None:
        """A form below it, for the office: Volto has none."""
        return None

    def sections(self) -> Iterable[dict]:
        """What it says, in the order in which it is read."""
        return []

    @property
    def empty(self) -> Message | str:
        """Why it has no sections, where it has none."""
        return ""

    def ways(self) -> list[dict]:
        """Links above it: ``@id``, ``title``, and ``current`` for one that is chosen."""
        return []

    def after(self) -> list[dict]:
        """Links below it."""
        return []

    @property
    def page(self) -> dict:
        """The page as a value."""
        return {
            "title": self.title,
            "lead": self.lead,
            "ways": self.ways(),
            "empty": self.empty,
            "sections": [*self.sections()],
            "links": self.after(),
        }
