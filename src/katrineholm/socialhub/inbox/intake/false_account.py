"""``@@report-false-account`` on a hub: an account that impersonates a channel becomes a case.

The case is a message about an external page, so that steps, deadlines and mails apply.
"""

from time import time
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface, provider
from zope.schema.interfaces import IContextSourceBinder

from ... import _
from ...accounts.channels.facts import ChannelFacts, all_channels, any_channel
from ...core.messages.store import messages_of
from ...core.platforms.account_lookup import account_in_text
from ...core.platforms.own_names import KINDS, is_listable
from ...site.pages.acts import Act, acts
from ...site.pages.form_schema import Line, LongText, SingleChoice, vocabulary
from ...site.pages.permissions import REFRESH_CHANNEL
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.request import form_text
from ...site.pages.retries import write_with_retries
from ...site.settings.titles import service_title
from ..desk.form_page import FormPage
from ..desk.new_message import recordable_channels
from ..desk.visibility import may_see
from ..steps.routing import receive_messages
from ..steps.submission import incoming_message
from ..steps.summary import message_url
from .reports import valid_comment_url

NO_ACCOUNT = _("Paste the address, number or name that pretends to be ours.")
CASE = _("Pretends to be ours: ${address}")
LONGEST = 2000  # characters of a note
NO_CHANNEL = _("Choose the channel that the account pretends to be.")


@provider(IContextSourceBinder)
def _imitable(hub):
    return vocabulary({facts.uid: facts.title for facts in channels_to_report_for(hub)})


class IFalseAccount(Interface):
    """The fields of a report of an account that impersonates a channel."""

    address = Line(
        title=_("What pretends to be ours"),
        max_length=2000,
        demand=NO_ACCOUNT,
        clean=lambda given, longest: _cleaned_account(given),
    )
    widget("address", inputmode="url")
    channel = SingleChoice(title=_("It pretends to be"), source=_imitable, demand=NO_CHANNEL)
    widget("channel", none=_("Choose a channel"))
    note = LongText(
        title=_("Note (may be left empty)"), max_length=LONGEST, required=False, default=""
    )
    widget("note", rows=3)


def _report_sentence(done):
    number, is_new = done
    values = {"number": str(number)}
    if is_new:
        return _("The false account is reported as case ${number}.", mapping=values)
    return _("The account is reported already, as case ${number}.", mapping=values)


def _case_url(at, done):
    hub, (number, _is_new) = at.context, done
    return message_url(hub, number) if may_see(hub, number) else hub.absolute_url()


REPORT_ACT = Act(
    "report-false-account",
    lambda at, given: report_account(at.context, **given),
    said=_report_sentence,
    title=_("Report it as a case"),
    fields=IFalseAccount,
    then=_case_url,
)


class ReportFalseAccount(FormPage):
    """The page with the form, for the office and for those who handle or edit a channel."""

    title = _("Report a false account")
    lead = _(
        "An account, a web address, a sender or an app that pretends to be ours becomes a case "
        "among the messages. Report it to the service, too, as impersonation of an organisation."
    )
    acts = acts(REPORT_ACT)

    @property
    def is_open(self) -> bool:
        return bool(channels_to_report_for(self.context))

    def __call__(self):
        if not self.is_open:
            raise Unauthorized(self.__name__)
        return super().__call__()

    def page_form(self) -> dict:
        """Return the form, prefilled with values from the URL's query."""
        brought = {name: form_text(self.request.form, name) for name in IFalseAccount}
        return self.form(REPORT_ACT.name, **brought)


def channels_to_report_for(hub: Container) -> list[ChannelFacts]:
    """Return the channels for which the current user may report an impersonating account."""
    handled = {facts.uid for facts in recordable_channels(hub, hub)}
    tended = {
        "/".join(place.getPhysicalPath())
        for place in hub.objectValues()
        if api.user.has_permission(REFRESH_CHANNEL, obj=place)
    }
    return [
        facts
        for facts in all_channels(hub)
        if facts.speaks and (facts.uid in handled or facts.administration.path in tended)
    ]


def report_account(hub: Container, address: str, channel: str, note: str) -> tuple[int, bool]:
    """Report an account unless it has an open case; return (number, is new) or raise Refusal."""
    facts: Any = any_channel(hub, channel)
    if account_in_text(address).key == account_in_text(facts.profile_url).key:
        raise FaultyFields({"address": _("That is the channel's own account.")})
    page = pretended_url(address)
    if number := open_case(hub, page) if page else 0:
        return number, False
    data = {
        "kind": "elsewhere",
        "subject": api.portal.translate(_(CASE, mapping={"address": address}))[:200],
        "text": case_text(address, facts, note),
        "permalink": page,
    }
    incoming = incoming_message(data, {}, channel=facts.uid, how="typed", now=int(time()))
    [number] = write_with_retries(lambda tries: receive_messages(hub, [incoming], tries=tries))
    return number, True


def _cleaned_account(given):
    address = valid_comment_url(given) or " ".join(given.split())
    if not (pretended_url(address) or any(is_listable(kind, address) for kind in KINDS)):
        raise Refusal(NO_ACCOUNT)
    return address


def pretended_url(address: str) -> str:
    """Return the URL of a page or an account that is reported; empty for a sender's name."""
    is_url = "://" in address or ("." in address and "/" in address)
    return valid_comment_url(address) if is_url else ""


def case_text(address: str, facts: ChannelFacts | None = None, note: str = "") -> str:
    """Return the text of a case: what is false, its service, the imitated channel, and the note."""
    platform = account_in_text(address).platform
    lines = [
        _(CASE, mapping={"address": address}),
        _("Service: ${service}", mapping={"service": service_title(platform)}) if platform else "",
    ]
    if facts:
        imitated = {"channel": facts.title, "address": facts.profile_url}
        lines.append(_("Pretends to be: ${channel}, ${address}", mapping=imitated))
    return "\n".join(filter(None, (*map(api.portal.translate, filter(None, lines)), note)))


def open_case(hub: Container, address: str) -> int:
    """Return the number of the open case about a page that is not ours, or 0."""
    messages = messages_of(hub)
    for number in reversed(messages.about_page(address)):
        state = messages.state(number)
        if state.publication == "elsewhere" and state.handling != "closed":
            return number
    return 0
