"""``@@find-receipt`` on a hub: a search for a message by its receipt number."""

from collections.abc import Mapping

from AccessControl import Unauthorized
from plone.autoform.directives import widget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface

from ... import _
from ...site.pages.acts import REQUIRED, Page
from ...site.pages.form_schema import Line, form_fields
from ...site.pages.request import form_text
from ..desk.message_links import MessageLinks
from ..desk.visibility import may_see
from ..steps.roles import has_duties
from ..steps.summary import message_url
from .receipts import receipt_message


class IReceipt(Interface):
    """The field for a receipt number."""

    receipt = Line(title=_("Receipt number"), max_length=50)
    widget("receipt", spellcheck=False)


class FindReceipt(Page):
    """The page with the form; it redirects to the message if the user may see it."""

    title = _("Find a receipt number")
    lead = _(
        "Whoever has reported a comment or written to us has got a number such as 2026-K7QX3M."
    )
    index = ViewPageTemplateFile("receipt_search.pt")

    @property
    def is_open(self) -> bool:
        return has_duties(self.context)

    def __call__(self):
        if not self.is_open:
            raise Unauthorized(self.__name__)
        number = receipt_message(self.context, self.receipt)
        if number is None or not may_see(self.context, number):
            return super().__call__()
        self.request.response.redirect(message_url(self.context, number))

    @property
    def form(self) -> dict:
        """The form as plain values; it is sent by GET and changes nothing."""
        return {
            "url": f"{self.context.absolute_url()}/@@{self.__name__}",
            "fields": form_fields(IReceipt, values={"receipt": self.receipt}),
            "do": "",
            "button": _("Find"),
            "required": REQUIRED,
        }

    @property
    def receipt(self) -> str:
        return form_text(self.request.form, "receipt")[:50]


class FindLink(MessageLinks):
    """The link to the search for receipts, for those who handle messages."""

    def pages(self) -> Mapping[str, str]:
        return {"@@find-receipt": _("Find a receipt number")} if has_duties(self.hub) else {}
