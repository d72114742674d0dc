"""``@@find-receipt`` on a hub: whoever is asked about a receipt number finds its message."""

from AccessControl import Unauthorized
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ...accounts.channels.hub import hub_of
from ...site.forms.request import text
from ..desk.sight import may_see
from ..reminders.addresses import page_of_message
from ..routing.roles import has_duties
from .receipts import message_of


class FindReceipt(BrowserView):
    """A form; a number that is found leads on to the message, for those who may see it."""

    form = ViewPageTemplateFile("finding.pt")

    def __call__(self):
        if not has_duties(self.context):
            raise Unauthorized(self.__name__)
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

    @property
    def hub(self):
        return hub_of(self.context)

    def url(self) -> str:
        """The page's address."""
        return f"{self.hub.absolute_url()}/@@find-receipt"

    def render(self) -> str:
        return self.index() if has_duties(self.hub) else ""
