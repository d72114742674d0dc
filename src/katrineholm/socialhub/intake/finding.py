"""``@@find-receipt`` on a hub: whoever is asked about a receipt number finds its message."""

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ..channels.facts import hub_of
from ..channels.forms import text
from ..handling.addresses import page_of_message
from ..handling.sight import may_see
from .receipts import message_of


class FindReceipt(BrowserView):
    """A form; a number that is found leads on to the message, for those who may see it."""

    form = ViewPageTemplateFile("finding.pt")

    def __call__(self):
        number = message_of(self.context, self.receipt)
        if number is None or not may_see(self.context, number):
            return self.form()
        self.request.response.redirect(page_of_message(self.context, number))

    @property
    def receipt(self) -> str:
        """The number that is asked for."""
        return text(self.request.form, "receipt")[:50]


class FindLink(ViewletBase):
    """A ``<li>`` element above the list of messages."""

    index = ViewPageTemplateFile("finding_link.pt")

    def url(self) -> str:
        """The page's address."""
        return f"{hub_of(self.context).absolute_url()}/@@find-receipt"
