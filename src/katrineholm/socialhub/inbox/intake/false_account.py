"""``@@report-false-account`` on a hub: an impersonating account becomes a case.

It is a message about another's page, so that the flow's steps, deadlines and mails apply.
"""

from time import time
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface, provider
from zope.schema.interfaces import IContextSourceBinder

from ... import _
from ...accounts.channels.facts import ChannelFacts, known, known_one
from ...core.messages.store import messages_of
from ...core.platforms.accounts import asked
from ...site.forms.acts import Act, ActPage, acts
from ...site.forms.permissions import REFRESH_CHANNEL
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.request import text
from ...site.forms.retries import written
from ...site.forms.schema import Line, Pick, Words, vocabulary
from ...site.settings.titles import service_title
from ..desk.handing_in import channels_for
from ..desk.sight import may_see
from ..reminders.addresses import page_of_message
from ..routing.routing import arrive
from ..steps.capturing import incoming_from
from .reports import readable

NO_ADDRESS = _("Paste the address of the false account.")
LONGEST = 2000  # characters of a note
UNCHOSEN = _("Choose the channel that the account pretends to be.")


@provider(IContextSourceBinder)
def _imitable(hub):
    return vocabulary({facts.uid: facts.title for facts in imitated(hub)})


class IFalseAccount(Interface):
    """An account that impersonates one of ours."""

    address = Line(
        title=_("Address of the false account"),
        max_length=2000,
        demand=NO_ADDRESS,
        clean=lambda given, longest: _cleaned_account(given),
    )
    widget("address", inputmode="url")
    channel = Pick(title=_("It pretends to be"), source=_imitable, demand=UNCHOSEN)
    widget("channel", none=_("Choose a channel"))
    note = Words(
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
    number, _is_new = done
    is_seen = may_see(at.context, number)
    return page_of_message(at.context, number) if is_seen else at.context.absolute_url()


REPORT = Act(
    "report-false-account",
    lambda at, given: report(at.context, **given),
    said=_report_sentence,
    title=_("Report it as a case"),
    fields=IFalseAccount,
    then=_case_url,
)


class ReportFalseAccount(ActPage):
    """The form, for the office and those who answer for a channel or edit one."""

    title = _("Report a false account")
    lead = _(
        "An account that pretends to be one of ours becomes a case among the messages. Report it "
        "to the service, too: on the account's page, as impersonation of an organisation."
    )
    index = ViewPageTemplateFile("false_account.pt")
    acts = acts(REPORT)

    def __call__(self):
        if not imitated(self.context):
            raise Unauthorized(self.__name__)
        return super().__call__()

    def report_form(self) -> dict:
        """Return the form, with the values of a link."""
        brought = {name: text(self.request.form, name) for name in IFalseAccount}
        return self.form(REPORT.name, **brought)


def imitated(hub: Container) -> list[ChannelFacts]:
    """Return the channels that the current user may report an imitation of."""
    handled = {facts.uid for facts in channels_for(hub, hub)}
    tended = {
        "/".join(place.getPhysicalPath())
        for place in hub.objectValues()
        if api.user.has_permission(REFRESH_CHANNEL, obj=place)
    }
    return [
        facts
        for facts in known(hub)
        if facts.speaks and (facts.uid in handled or facts.administration.path in tended)
    ]


def report(hub: Container, address: str, channel: str, note: str) -> tuple[int, bool]:
    """Return the number of a new or open case, and whether it is new; raise Refusal."""
    facts: Any = known_one(hub, channel)
    if asked(address).key == asked(facts.profile_url).key:
        raise FaultyFields({"address": _("That is the channel's own account.")})
    if number := _open_case(hub, address):
        return number, False
    data = {
        "kind": "elsewhere",
        "subject": api.portal.translate(
            _("False account: ${address}", mapping={"address": address})
        )[:200],
        "text": words(address, facts, note),
        "permalink": address,
    }
    incoming = incoming_from(data, {}, channel=facts.uid, how="typed", now=int(time()))
    [number] = written(lambda tries: arrive(hub, [incoming], tries=tries))
    return number, True


def _cleaned_account(given):
    if not (address := readable(given)):
        raise Refusal(NO_ADDRESS)
    return address


def words(address: str, facts: ChannelFacts, note: str) -> str:
    """Return the case's text: the account, the service, the imitated channel, and the note."""
    platform = asked(address).platform
    lines = [
        _("False account: ${address}", mapping={"address": address}),
        _("Service: ${service}", mapping={"service": service_title(platform)}) if platform else "",
        _(
            "Pretends to be: ${channel}, ${address}",
            mapping={"channel": facts.title, "address": facts.profile_url},
        ),
    ]
    return "\n".join(
        [*(api.portal.translate(each) for each in lines if each), *([note] if note else [])]
    )


def _open_case(hub, address):
    messages = messages_of(hub)
    for number in reversed(messages.about(address)):
        state = messages.state(number)
        if state.publication == "elsewhere" and state.handling != "closed":
            return number
    return 0
