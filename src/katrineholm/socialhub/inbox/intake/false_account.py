"""``@@report-false-account`` on a hub: an account that pretends to be ours becomes a case.

It is a message about a page that is not ours, so that the flow's steps, deadlines and letters hold.
"""

from collections.abc import Mapping
from functools import cached_property
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone import api

from ... import _
from ...accounts.channels.facts import ChannelFacts, known
from ...core.messages.store import messages_of
from ...core.platforms.accounts import asked
from ...site.forms.faults import Faults
from ...site.forms.permissions import REFRESH_CHANNEL
from ...site.forms.request import FormPage, text
from ...site.forms.retries import written
from ...site.settings.titles import service_title
from ..desk.handing_in import channels_for
from ..desk.sight import may_see
from ..reminders.addresses import page_of_message
from ..routing.routing import arrive
from ..steps.capturing import incoming_from
from .reports import readable

FIELDS = ("address", "channel", "note")
LONGEST = 2000  # characters of a note


class ReportFalseAccount(FormPage):
    """For the office, who answers for a channel, and who tends one."""

    longest = LONGEST
    number = 0

    def __call__(self):
        if not self.channels:
            raise Unauthorized(self.__name__)
        return super().__call__()

    @cached_property
    def channels(self) -> list[ChannelFacts]:
        """What it may pretend to be, by title."""
        return imitated(self.context)

    def brought(self, name: str) -> str:
        """What stands in a field: what was sent, or what the link brought along."""
        return text(self.request.form, name)

    def take(self, form):
        given = {name: text(form, name) for name in FIELDS}
        self.number, is_new = report(self.context, self.channels, given)
        said = {"number": str(self.number)}
        if is_new:
            return _("The false account is reported as case ${number}.", mapping=said)
        return _("The account is reported already, as case ${number}.", mapping=said)

    def next_url(self) -> str:
        if may_see(self.context, self.number):
            return page_of_message(self.context, self.number)
        return self.context.absolute_url()


def imitated(hub) -> list[ChannelFacts]:
    """The channels that the present user may say something pretends to be."""
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


def report(hub, channels: list[ChannelFacts], given: Mapping[str, str]) -> tuple[int, bool]:
    """The case's number, and whether it is a new one; raises FaultyFields.

    What is open about the same address is the same case.
    """
    address = readable(given["address"])
    facts: Any = next((each for each in channels if each.uid == given["channel"]), None)
    _require(address, facts, given["note"])
    if number := _open_about(hub, address):
        return number, False
    data = {
        "kind": "elsewhere",
        "subject": _said(_("False account: ${address}", mapping={"address": address}))[:200],
        "text": words(address, facts, given["note"]),
        "permalink": address,
    }
    incoming = incoming_from(data, {}, channel=facts.uid, how="typed", now=int(time()))
    [number] = written(lambda tries: arrive(hub, [incoming], tries=tries))
    return number, True


def _require(address, facts, note):
    faults, said = Faults(), {"limit": LONGEST}
    faults.demand("address", address, _("Paste the address of the false account."))
    is_own = facts and asked(address).key == asked(facts.profile_url).key
    faults.demand("address", not is_own, _("That is the channel's own account."))
    faults.demand("channel", facts, _("Choose the channel that the account pretends to be."))
    too_long = _("A note may be ${limit} characters long at most.", mapping=said)
    faults.demand("note", len(note) <= LONGEST, too_long)
    faults.done()


def words(address: str, facts: ChannelFacts, note: str) -> str:
    """What the case says: the address, the service, what it pretends to be, and the note."""
    platform = asked(address).platform
    told = [
        _("False account: ${address}", mapping={"address": address}),
        _("Service: ${service}", mapping={"service": service_title(platform)}) if platform else "",
        _(
            "Pretends to be: ${channel}, ${address}",
            mapping={"channel": facts.title, "address": facts.profile_url},
        ),
    ]
    return "\n".join([*(_said(each) for each in told if each), *([note] if note else [])])


def _open_about(hub, address):
    messages = messages_of(hub)
    for number in reversed(messages.about(address)):
        state = messages.state(number)
        if state.publication == "elsewhere" and state.handling != "closed":
            return number
    return 0


def _said(message):
    return api.portal.translate(message)
