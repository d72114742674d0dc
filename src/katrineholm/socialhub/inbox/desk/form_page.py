"""The page of one form about messages."""

from collections.abc import Iterable

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from ...site.pages.acts import ActPage
from ...site.pages.page_values import link


class FormPage(ActPage):
    """A link back, texts, the form or the text ``empty`` without one, and sections below it."""

    index = ViewPageTemplateFile("form_page.pt")
    list_title: Message | str = ""  # of the link to the list of messages
    empty: Message | str = ""

    @property
    def back(self) -> dict | None:
        """The link above the form, or None."""
        url = f"{self.context.absolute_url()}/@@messages"
        return link(self.list_title and url, self.list_title)

    def texts(self) -> Iterable[str]:
        """Return the texts above the form."""
        return ()

    def page_form(self) -> dict | None:
        """Return the form, or None."""
        raise NotImplementedError

    def sections(self) -> Iterable[dict]:
        """Return the sections below the form, see ``page_values.page_section``."""
        return ()
