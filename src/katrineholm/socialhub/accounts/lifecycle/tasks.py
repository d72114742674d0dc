"""The channels that wait for the office or for those who register them, for the workplace."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from plone import api

from ... import _
from ...site.pages.permissions import CONFIRM_CHANNEL, may_manage_register
from ..channels import history
from ..channels.add_permission import addable_administrations
from ..channels.facts import viewable_channel, viewable_channels
from ..channels.interfaces import Task
from ..channels.person import person
from ..channels.responsibility import hub_duties
from ..registration.account_logins import held_logins
from .confirmation import needs_confirmation
from .step_requirements import unmet_requirements

MOST = 10  # drafts that are told of, each of which is loaded
RETURNED = _("Sent back by the information office: ${comment}")
READY = _("The draft is ready to be reported.")
CONFIRM = _("Confirm that the facts about the channel are right.")
GONE = _("Who holds the log-in has no account any more: note somebody else.")
LACKS = _("Something is missing before the draft can be reported.")


def report_tasks(hub: Any) -> Iterator[Task]:
    """Yield how many channels wait for the office's review."""
    if not may_manage_register(hub):
        return
    if number := sum(facts.state == "reported" for facts in viewable_channels(hub)):
        yield Task(_("Channels to review"), f"{hub.absolute_url()}/@@board?state=reported", number)


def draft_tasks(hub: Any) -> Iterator[Task]:
    """Yield the drafts of the user's administrations, those that were sent back first.

    The office may add channels everywhere; its board has the drafts of others.
    """
    places = [] if may_manage_register(hub) else addable_administrations(hub)
    paths = {"/".join(place.getPhysicalPath()) for place in places}
    channels = viewable_channels(hub) if paths else ()
    drafts = [e for e in channels if e.state == "draft" and e.administration.path in paths]
    returned = history.latest_lines(hub, [facts.uid for facts in drafts], "return")
    drafts.sort(key=lambda facts: facts.uid not in returned)
    for facts in drafts[:MOST]:
        yield _draft_task(facts, returned.get(facts.uid))


def confirmation_tasks(hub: Any) -> Iterator[Task]:
    """Yield the channels whose responsible is the current user and has to confirm the facts."""
    names = {api.user.get_current().getId(), api.user.get_current().getUserName()}
    mine = {uid for uid, duties in hub_duties(hub).items() if duties.responsible in names}
    for facts in viewable_channels(hub) if mine else ():
        if facts.uid in mine and facts.state == "official":
            channel = api.content.get(UID=facts.uid)
            if needs_confirmation(channel):
                yield Task(facts.title, channel.absolute_url(), text=CONFIRM)


def login_tasks(hub: Any) -> Iterator[Task]:
    """Yield the channels whose log-in is held by somebody who has no account any more."""
    found, known = [*held_logins(hub)], cache(person)
    gone = [uid for uid, text in found if (who := known(text)) and who.gone]
    for facts in filter(None, (viewable_channel(hub, uid) for uid in gone[:MOST])):
        place = api.content.get(UID=facts.uid)
        if place is not None and api.user.has_permission(CONFIRM_CHANNEL, obj=place):
            yield Task(facts.title, f"{place.absolute_url()}/@@account-login", text=GONE)


def _draft_task(facts, line) -> Task:
    channel = api.content.get(UID=facts.uid)
    text = LACKS if unmet_requirements(channel, "report") else READY
    if line:
        text = _(RETURNED, mapping={"comment": line["comment"]})
    return Task(facts.title, channel.absolute_url(), text=text, is_late=bool(line))
