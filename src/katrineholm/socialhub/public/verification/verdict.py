"""``@@official``: a visitor pastes an address and learns whether the account is ours."""

from functools import cached_property

from plone import api
from zope.i18nmessageid import Message
from zope.interface import implementer

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
# What else than an account was found; a name alone says nothing of the account that was met.
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
    """The form and, where something was asked, the answer."""

    heading = pages.TITLE

    def __call__(self):
        if self.wait:
            too_many(self.request, self.wait)
        return self.index()

    @cached_property
    def text(self) -> str:
        """What was asked, in full; empty where nothing was."""
        return asked_text(self.request)

    @property
    def is_asked(self) -> bool:
        return "address" in self.request.form

    @property
    def title(self) -> str:
        """The answer and what was asked, for the page's title; the question where nothing was."""
        if not self.verdict:
            return api.portal.translate(pages.TITLE)
        return f"{api.portal.translate(self.answer_text())}: {self.verdict.asked.text}".rstrip(": ")

    @cached_property
    def page(self) -> dict:
        """The page as a value, see ``pages``."""
        return pages.page(self)

    @property
    def lead(self):
        return self.page["lead"]

    @property
    def url(self) -> str:
        """The page's own address, whatever is asked."""
        return f"{self.context.absolute_url()}/@@official"

    @property
    def shared(self) -> dict:
        """What others show of the page, beside its title."""
        return {"description": self.lead}

    @cached_property
    def wait(self) -> int:
        """Seconds until this visitor may ask again; 0 for now."""
        return wait(self.request) if self.is_asked else 0

    @cached_property
    def verdict(self) -> Verdict | None:
        """The answer, or None where nothing is asked or too much was."""
        return verify(self.context, self.text) if self.is_asked and not self.wait else None

    @cached_property
    def answer(self) -> Verdict:
        """The verdict where something is asked; an empty one where nothing is."""
        return self.verdict or verify(self.context, "")

    def answer_text(self) -> Message:
        """The answer in a few words."""
        if not self.text.strip():
            return NOTHING
        status = self.answer.status
        return OTHER_HEADINGS.get((self.answer.ground, status)) or HEADINGS[status]

    def understood(self) -> str:
        """What the text was taken for, in words; empty where it could not be understood."""
        return understood(self.answer.asked)

    def problem(self) -> Message | None:
        """Why the text leads to no account, or None; what is on the list is right as it is."""
        code = self.answer.asked.problem if self.answer.status == "unknown" else ""
        return Message(PROBLEMS[code], domain=PACKAGE_NAME) if code else None

    def cautions(self) -> list[Message]:
        """What is to be kept in mind, though something of ours was found."""
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
        """The page of the post that was asked for; empty where the hub does not show it."""
        entry = self.answer.entry
        return f"{self.context.absolute_url()}/@@entry/{entry}" if entry else ""

    def is_doubtful(self) -> bool:
        """Whether to say what to do about an account that only claims to be ours."""
        verdict = self.answer
        is_left = verdict.ground == NAME and verdict.status == "partly"
        return is_left or verdict.status in ("former", "unknown")

    def channels(self) -> list[dict]:
        """The channels that the answer rests on."""
        return [self._row(facts) for facts in self.answer.channels]

    def case_url(self) -> str:
        """Where who handles messages makes a case of it, with what is known filled in."""
        asked, near = self.answer.asked, self.answer.near
        page = f"{self.context.absolute_url()}/@@report-false-account"
        return address(
            page, address=asked.url or asked.text, channel=near[0].facts.uid if near else ""
        )

    def others(self) -> list[dict]:
        """Accounts of the same name that are ours, or have been."""
        return [self._row(facts) for facts in self.answer.others]

    def near(self) -> list[dict]:
        """Channels of ours whose names are nearly the same as what was asked for."""
        return [
            {**self._row(each.facts), "is_look_alike": each.is_look_alike}
            for each in self.answer.near
        ]

    def municipality(self) -> str:
        return municipality()

    def office(self) -> str:
        """The information office's official e-mail, or empty."""
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


def asked_text(request) -> str:
    """What a request asks about; what is no text counts as nothing."""
    text = request.form.get("address")
    return text if isinstance(text, str) else ""


def wait(request) -> int:
    """Whole seconds until the request's client may ask again; 0 for now, which is counted.

    The client is told apart behind a proxy only where Zope trusts it: ``trusted-proxy``.
    """
    return WINDOW.wait(request.getClientAddr() or "", setting("verify_per_minute"))


def understood(asked: Asked) -> str:
    """What was asked, in words: the account and its service; empty where nothing was told."""
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
    """A day for a machine and for a person; None where there is none."""
    return {"iso": iso, "text": day(iso)} if iso else None


def _translated(text, **values):
    return api.portal.translate(Message(text, mapping=values))
