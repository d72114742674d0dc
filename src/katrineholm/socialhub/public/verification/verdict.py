"""``@@official``: a visitor pastes a URL and learns whether the account is ours."""

from functools import cached_property

from plone import api
from zope.i18nmessageid import Message
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest

from ... import PACKAGE_NAME, _
from ...accounts.channels.called import account_name
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.icons import service_icon
from ...accounts.channels.moments import day
from ...core.platforms.accounts import PROBLEMS, Asked
from ...core.platforms.websites import UNNAMED
from ...site.forms.acts import Page
from ...site.forms.head import IDescribedPage
from ...site.forms.languages import entitled
from ...site.forms.limits import Window, too_many
from ...site.forms.queries import address
from ...site.settings.registry import municipality, setting
from ...site.settings.titles import service_title
from ..identity.proofs import outcome_of
from . import pages
from .verifying import DOMAIN, HOST, NAME, PAGE, POST, Verdict, verify

WINDOW = Window()
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
    """The form and, after a question, the answer."""

    heading = pages.TITLE

    def __call__(self):
        if self.wait:
            too_many(self.request, self.wait)
        return self.index()

    @cached_property
    def text(self) -> str:
        """The question in full; empty without one."""
        return asked_text(self.request)

    @property
    def is_asked(self) -> bool:
        return "address" in self.request.form

    @property
    def title(self) -> str:
        """The page's title: the answer and the question."""
        if not self.verdict:
            return api.portal.translate(pages.TITLE)
        return f"{api.portal.translate(self.answer_text())}: {self.verdict.asked.text}".rstrip(": ")

    @cached_property
    def page(self) -> dict:
        """The page as a value, see ``pages``."""
        return pages.page(self)

    @property
    def lead(self) -> str:
        return self.page["lead"]

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@official"

    @property
    def shared(self) -> dict:
        return {"description": self.lead}

    @cached_property
    def wait(self) -> int:
        """The seconds until this visitor may ask again; 0 for now."""
        return wait(self.request) if self.is_asked else 0

    @cached_property
    def verdict(self) -> Verdict | None:
        """The verdict, or None without a question or after too many."""
        return verify(self.context, self.text) if self.is_asked and not self.wait else None

    @cached_property
    def answer(self) -> Verdict:
        """The verdict; an empty one without a question."""
        return self.verdict or verify(self.context, "")

    def answer_text(self) -> Message:
        """Return the answer in a few words."""
        if not self.text.strip():
            return NOTHING
        status = self.answer.status
        return OTHER_HEADINGS.get((self.answer.ground, status)) or HEADINGS[status]

    def understood(self) -> str:
        """Return how the question was understood, in words; else empty."""
        return understood(self.answer.asked)

    def problem(self) -> Message | None:
        """Return the reason why the text leads to no account, or None."""
        code = self.answer.asked.problem if self.answer.status == "unknown" else ""
        return Message(PROBLEMS[code], domain=PACKAGE_NAME) if code else None

    def cautions(self) -> list[Message]:
        """Return the cautions that apply, though something of ours was found."""
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
        """Return the URL of the post on the hub; empty if the hub does not show it."""
        entry = self.answer.entry
        return f"{self.context.absolute_url()}/@@entry/{entry}" if entry else ""

    def is_doubtful(self) -> bool:
        """Return whether to give advice about false accounts."""
        verdict = self.answer
        is_left = verdict.ground == NAME and verdict.status == "partly"
        return is_left or verdict.status in ("former", "unknown")

    def channels(self) -> list[dict]:
        """Return the channels that the answer rests on."""
        return [self._row(facts) for facts in self.answer.channels]

    def case_url(self) -> str:
        """Return the URL of the office's form for a report, filled in."""
        asked, near = self.answer.asked, self.answer.near
        page = f"{self.context.absolute_url()}/@@report-false-account"
        return address(
            page, address=asked.url or asked.text, channel=near[0].facts.uid if near else ""
        )

    def others(self) -> list[dict]:
        """Return accounts of the same name that are, or were, ours."""
        return [self._row(facts) for facts in self.answer.others]

    def near(self) -> list[dict]:
        """Return official channels with nearly the same name."""
        return [
            {**self._row(each.facts), "is_look_alike": each.is_look_alike}
            for each in self.answer.near
        ]

    def municipality(self) -> str:
        return municipality()

    def office(self) -> str:
        """Return the information office's official e-mail, or an empty text."""
        return setting("office_email") or ""

    def _row(self, facts: ChannelFacts) -> dict:
        kept = outcome_of(self.context, facts)
        return {
            "title": facts.title,
            "url": self.request.physicalPathToURL(facts.path),
            "icon": service_icon(facts.platform, facts.kind),
            "account": account_name(facts),
            "service": service_title(facts.platform),
            "profile_url": facts.profile_url,
            **entitled("administration", facts.administration),
            "is_paused": facts.state == "paused",
            "since": _day(facts.official_since),
            "closed": _day(facts.closed_on),
            "is_both_ways": bool(kept and kept.is_both_ways) and facts.state != "closed",
        }


def asked_text(request: HTTPRequest) -> str:
    """Return the question of a request; empty if it is no text."""
    text = request.form.get("address")
    return text if isinstance(text, str) else ""


def wait(request: HTTPRequest) -> int:
    """Return whole seconds until the request's client may ask again; 0 for now, which is counted.

    Behind a proxy clients are distinguished only if Zope trusts it: ``trusted-proxy``.
    """
    return WINDOW.wait(request.getClientAddr() or "", setting("verify_per_minute"))


def understood(asked: Asked) -> str:
    """Return how the question was understood: the account and its service; else empty."""
    if not asked.account:
        return ""
    if not asked.platform:
        return _translated(_("the name ${account}"), account=asked.account)
    if asked.platform in UNNAMED:
        return _translated(_("the web site ${account}"), account=asked.account)
    service = service_title(asked.platform)
    return _translated(
        _("account ${account} on ${service}"), account=asked.account, service=service
    )


def _day(iso):
    """Return a day for a machine and for a person, or None."""
    return {"iso": iso, "text": day(iso)} if iso else None


def _translated(text, **values):
    return api.portal.translate(Message(text, mapping=values))
