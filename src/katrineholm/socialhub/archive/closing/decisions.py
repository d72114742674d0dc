"""Decisions not to archive a channel: stored in the hub, and noted in the channel's history."""

from datetime import date
from time import time

from plone.dexterity.content import Container, Item

from ... import _
from ...accounts.channels import books, history
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import day as day_in_words
from ...accounts.channels.moments import today
from ...inbox.routing.roles import me
from ...site.forms.refusals import FaultyFields
from ...site.forms.words import has_words

BOOK = "katrineholm.socialhub.not_archived"
LONGEST = 500
STEP = "not-archived"


def decision(hub: Container, uid: str) -> dict | None:
    """Return the decision: ``day`` (ISO 8601) and ``reference``; ``by`` and ``at`` of its note."""
    return books.read(hub, BOOK).get(uid)


def note(channel: Item, day: date | None, reference: str) -> None:
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
    if (decision(hub, uid) or {}).items() >= noted.items():
        return
    books.begun(hub, BOOK)[uid] = noted | {"by": me(), "at": int(time())}
    history.note(channel, STEP, f"{day_in_words(day.isoformat())}: {reference}")
