"""The base class of pages with one form about messages."""

from collections.abc import Iterable

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

from ...site.pages.acts import ActPage
from ...site.pages.page_values import link


class FormPage(ActPage):
    """A page with a link back, texts, a form (or the text ``empty`` instead), and sections."""

    index = ViewPageTemplateFile("form_page.pt")
    list_title: Message | str = ""  # of the link to the list of messages
    empty: Message | str = ""

    @property
    def back(self) -> dict | None:
        """The link back to the list of messages, or None if the page has none."""
        url = f"{self.context.absolute_url()}/@@messages"
        return link(self.list_title and url, self.list_title)

    def texts(self) -> Iterable[str]:
        """Return the texts above the form."""
        return ()

    def page_form(self) -> dict | None:
        """Return the form, or None if there is none to show."""
        raise NotImplementedError

    def sections(self) -> Iterable[dict]:
        """Return the sections below the form, see ``page_values.page_section``."""
        return ()
