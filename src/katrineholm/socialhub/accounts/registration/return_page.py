"""The page to which services lead people back who have logged in to connect an account."""

from typing import Any

from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import alsoProvides, implementer
from zope.publisher.interfaces import IPublishTraverse

from ... import _
from ...site.pages.acts import Page
from ...site.pages.refusals import Refusal
from .connect_page import browser_secret
from .logins import finish_login, returning_channel


@implementer(IPublishTraverse)
class ReturnPage(Page):
    """``@@connected-account/<connector>``, which leads on to the channel's page.

    It is shown itself only if the log-in is not known.
    """

    index = ViewPageTemplateFile("return_page.pt")
    title = _("Connect the account")
    not_sent = _("The account is not connected.")
    lead = _(
        "Nothing has been stored. Begin again on the channel's page, with Connect the account."
    )

    def __init__(self, context: Any, request: Any):
        super().__init__(context, request)
        self.names: list[str] = []

    def publishTraverse(self, request: Any, name: str) -> "ReturnPage":
        """Return the view itself for each name after its own."""
        self.names.append(name)
        return self

    def __call__(self) -> Any:
        query = self.request.form
        self.request.response.setHeader("Referrer-Policy", "no-referrer")
        try:
            channel = returning_channel(query.get("state"))
        except Refusal as refusal:
            self.refuse(refusal)
            self.request.response.setStatus(400)
            return self.index()
        # The state, which only this log-in has, takes the place of the form's token.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            finish_login(channel, self.url, query, browser_secret(self.request))
        except Refusal as refusal:
            api.portal.show_message(refusal.sentence, self.request, type="error")
        return self.request.response.redirect(f"{channel.absolute_url()}/@@connect-account")

    @property
    def url(self) -> str:
        """Return the page's own URL, with the names after the view's."""
        return "/".join((f"{self.context.absolute_url()}/@@connected-account", *self.names))
