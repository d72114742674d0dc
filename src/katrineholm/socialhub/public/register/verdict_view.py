"""``@@official``: a visitor pastes a URL and learns whether the account is ours."""

from functools import cached_property

from plone import api
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import PACKAGE_NAME, _
from ...core.platforms.account_lookup import PROBLEMS
from ...site.pages.acts import Page
from ...site.pages.head import IDescribedPage
from ...site.pages.rate_limits import RateWindow, set_too_many_requests
from ...site.settings.registry import setting
from . import verdict_serializer
from .verdict import DOMAIN, HOST, NAME, PAGE, POST, Verdict, verify

WINDOW = RateWindow()
HEADINGS = {
    "official": _("Yes, the account is official"),
    "former": _("No, the account is no longer ours"),
    "unknown": _("The account is not known to us"),
}
# Headings for other matches than accounts; a name alone does not identify an account.
OTHER_HEADINGS = {
    (NAME, "official"): _("We have an account with this name"),
    (NAME, "partly"): _("We have an account with this name, and have left another"),
    (NAME, "former"): _("We no longer have an account with this name"),
    (NAME, "unknown"): _("We have no account with this name"),
    (POST, "official"): _("Yes, the post is ours"),
    (POST, "partly"): _("The account is ours, but we cannot vouch for the post"),
    (PAGE, "official"): _("Yes, the page is a part of an official channel"),
    (DOMAIN, "partly"): _("The page is not on our list, but the domain is ours"),
    (HOST, "partly"): _("We have a channel on this host, at another address"),
}
NOTHING = _("Write which account it is about")
NAME_CAUTION = _(
    "The same name on another service may be somebody else's. Compare the service and the address."
)
LEFT_CAUTION = _("An account that we have left may be somebody else's now.")
POST_CAUTION = _(
    "What you pasted is the address of a single post. Look for the post on the account's own page: "
    "an address can be written so that a stranger's post seems to be ours."
)
NOT_SHOWN = _("This site does not show the post.")
DOMAIN_CAUTION = _("Only the municipality can publish pages below ${domain}.")


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
        if not self.text.strip():
            return NOTHING
        status = self.answer.status
        return OTHER_HEADINGS.get((self.answer.ground, status)) or HEADINGS[status]

    def problem(self) -> Message | None:
        """Return the reason why the text identifies no account, or None."""
        code = self.answer.asked.problem if self.answer.status == "unknown" else ""
        return Message(PROBLEMS[code], domain=PACKAGE_NAME) if code else None

    def cautions(self) -> list[Message]:
        """Return the warnings about the answer's limits."""
        verdict = self.answer
        is_post, is_partly = verdict.ground == POST, verdict.status == "partly"
        domain = Message(DOMAIN_CAUTION, mapping={"domain": verdict.domain})
        found = (
            (verdict.ground == NAME and verdict.channels, NAME_CAUTION),
            (any(not each.speaks for each in verdict.others), LEFT_CAUTION),
            (is_post and is_partly, NOT_SHOWN),
            (is_post and is_partly, POST_CAUTION),
            (verdict.domain, domain),
        )
        return [caution for applies, caution in found if applies]

    def post_url(self) -> str:
        """Return the URL of the post on the hub, or an empty string if it is not shown."""
        entry = self.answer.entry
        return f"{self.context.absolute_url()}/@@entry/{entry}" if entry else ""
