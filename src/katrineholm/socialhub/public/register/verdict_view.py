"""``@@official``: a visitor pastes anything and learns whether it is ours."""

from functools import cached_property

from plone import api
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import PACKAGE_NAME
from ...core.platforms.account_lookup import PROBLEMS
from ...site.pages.acts import Page
from ...site.pages.head import IDescribedPage
from ...site.pages.rate_limits import RateWindow, set_too_many_requests
from ...site.settings.registry import setting
from . import verdict_serializer, verdict_texts
from .verdict import ACCOUNT, NAME, Verdict, verify

WINDOW = RateWindow()


@implementer(IDescribedPage)
class OfficialView(Page):
    """The page with the form and, after a question, the answer."""

    heading = verdict_serializer.TITLE
    page_name = "official"

    def __call__(self):
        if self.wait:
            set_too_many_requests(self.request, self.wait)
        return self.index()

    @cached_property
    def text(self) -> str:
        """The question as a string; empty if there is none."""
        text = self.request.form.get("address")
        return text if isinstance(text, str) else ""

    @property
    def is_asked(self) -> bool:
        return "address" in self.request.form

    @property
    def title(self) -> str:
        if not self.verdict:
            return api.portal.translate(verdict_serializer.TITLE)
        return f"{api.portal.translate(self.answer_text())}: {self.verdict.asked.text}".rstrip(": ")

    @cached_property
    def page(self) -> dict:
        return verdict_serializer.verdict_page(self)

    @property
    def lead(self) -> str:
        return self.page["lead"]

    @property
    def shared(self) -> dict:
        return {"description": self.lead}

    @cached_property
    def wait(self) -> int:
        """The seconds until this visitor may ask again; if 0, this question is counted.

        Behind a proxy, clients are distinguished only if Zope trusts it (``trusted-proxy``).
        """
        client, most = self.request.getClientAddr() or "", setting("verify_per_minute")
        return WINDOW.wait_seconds(client, most) if self.is_asked else 0

    @cached_property
    def verdict(self) -> Verdict | None:
        """The verdict, or None if there is no question or the visitor has to wait."""
        return verify(self.context, self.text) if self.is_asked and not self.wait else None

    @cached_property
    def answer(self) -> Verdict:
        """The verdict, or that on an empty question if there is none."""
        return self.verdict or verify(self.context, "")

    def answer_text(self) -> Message:
        """Return the heading of the answer."""
        return verdict_texts.heading(self.answer) if self.text.strip() else verdict_texts.NOTHING

    def problem(self) -> Message | None:
        """Return the reason why the text identifies nothing, or None."""
        code = self.answer.asked.problem if self.answer.status == "unknown" else ""
        if self.answer.ground not in (ACCOUNT, NAME) and code != "private":
            code = ""
        return Message(PROBLEMS[code], domain=PACKAGE_NAME) if code else None

    def post_url(self) -> str:
        """Return the URL of the post on the hub, or an empty string if it is not shown."""
        entry = self.answer.entry
        return f"{self.context.absolute_url()}/@@entry/{entry}" if entry else ""
