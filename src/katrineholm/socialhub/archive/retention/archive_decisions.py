"""Decisions not to archive a channel: stored in the hub, and noted in the channel's history."""

from datetime import date
from time import time

from plone.dexterity.content import Container, Item

from ... import _
from ...accounts.channels import history, hub_storage
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import formatted_date as day_in_words
from ...accounts.channels.times import today
from ...inbox.steps.roles import current_actor
from ...site.pages.refusals import FaultyFields
from ...site.pages.text_checks import has_words

BOOK = "katrineholm.socialhub.not_archived"
LONGEST = 500
STEP = "not-archived"


def archive_decision(hub: Container, uid: str) -> dict | None:
    """Return the decision: ``day`` (ISO 8601) and ``reference``; ``by`` and ``at`` of its note."""
    return hub_storage.stored_data(hub, BOOK).get(uid)


def note_decision(channel: Item, day: date | None, reference: str) -> None:
    """Store a decision; raise FaultyFields, keyed by ``day`` and ``reference``."""
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
