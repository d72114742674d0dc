"""Decisions not to archive a channel, stored in the hub and noted in the channel's history."""

from collections.abc import Mapping
from datetime import date
from time import time

from plone.autoform.directives import widget
from plone.dexterity.content import Container, Item
from zope.component import adapter
from zope.interface import Interface, implementer

from ... import _
from ...accounts.channels import history, hub_storage
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel, IGate
from ...accounts.channels.times import formatted_date, local_date, today
from ...accounts.channels.times import formatted_date as day_in_words
from ...accounts.registration.requirements import Requirement
from ...inbox.steps.roles import current_actor
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line
from ...site.pages.refusals import FaultyFields
from ...site.pages.request import form_date
from ...site.pages.text_checks import has_words
from ..packages.coverage import Deliveries, safe_packages

BOOK = "katrineholm.socialhub.not_archived"
LONGEST = 500
STEP = "not-archived"
PAGE = "@@archive-decision"


def archive_decision(hub: Container, uid: str) -> dict | None:
    """Return the decision not to archive a channel, and who noted it; None if there is none."""
    return hub_storage.stored_data(hub, BOOK).get(uid)


def note_decision(channel: Item, day: date | None, reference: str) -> None:
    """Store a decision not to archive a channel; raise FaultyFields if its values are invalid."""
    faults = {}
    if day is None or day > today():
        faults["day"] = _("Write the day of the decision, today at the latest.")
    if not has_words(reference) or len(reference) > LONGEST:
        faults["reference"] = _("Write who decided and the decision's number, in short.")
    if faults or day is None:
        raise FaultyFields(faults)
    hub, uid = hub_of(channel), channel.UID()
    noted = {"day": day.isoformat(), "reference": reference}
    if (archive_decision(hub, uid) or {}).items() >= noted.items():
        return
    hub_storage.writable_data(hub, BOOK)[uid] = noted | {"by": current_actor(), "at": int(time())}
    history.note_event(channel, STEP, f"{day_in_words(day.isoformat())}: {reference}")


@implementer(IGate)
@adapter(IChannel)
class ArchiveGate:
    """The gate that requires packages with all posts, or a decision, before a channel closes."""

    def __init__(self, channel):
        self.channel = channel

    def requirements(self, step: str, given: Mapping) -> list[Requirement]:
        """Return the requirement for closing the channel; empty for all other steps."""
        if step != "close":
            return []
        missing = oldest_unarchived_time(hub_of(self.channel), self.channel.UID())
        advice = _(
            "No package for the archive that is still here, or that the archive has acknowledged, "
            "holds all posts of the channel as they are now: the oldest that is missing or has "
            "changed is from ${day}. The archivist orders a package from that day until today, or "
            "one of changes; or note the decision not to archive the channel.",
            mapping={"day": formatted_date(local_date(missing or 0).isoformat())},
        )
        url = f"{self.channel.absolute_url()}/{PAGE}"
        title = _("Package for the archive")
        return [Requirement("archived", title, missing is None, advice, url)]


def oldest_unarchived_time(hub: Container, uid: str) -> int | None:
    """Return the time of a channel's oldest post that remains to be packed, or None."""
    if archive_decision(hub, uid):
        return None
    found = Deliveries(hub, safe_packages(hub))
    times = [found.oldest_undelivered(uid), *(each.time for each in found.changed_entries(uid))]
    return min((each for each in times if each is not None), default=None)


class IDecision(Interface):
    """The fields of a decision not to archive a channel."""

    day = Line(title=_("Day of the decision"), judged=True)
    reference = Line(
        title=_("Who decided, and the decision's number"), max_length=LONGEST, judged=True
    )
    widget("day", type="date", most=today)


# Followed by the form that closes the channel.
NOTE = Act(
    "note",
    lambda at, given: note_decision(at.context, form_date(given, "day"), given["reference"]),
    _("The decision is noted. The channel can be closed."),
    title=_("Note the decision"),
    fields=IDecision,
    then=lambda at, nothing: f"{at.context.absolute_url()}/@@lifecycle?step=close",
)


class DecisionPage(ActPage):
    """The page where a decision not to archive a channel is noted and shown."""

    title = _("Decision not to archive")
    acts = acts(NOTE)

    def decision_form(self) -> dict:
        return self.form(NOTE.name, day=today())

    def stored_decision(self) -> dict | None:
        """Return the decision already stored, with its day as text, or None."""
        found = archive_decision(hub_of(self.context), self.context.UID())
        return found and {**found, "day": day_in_words(found["day"])}
