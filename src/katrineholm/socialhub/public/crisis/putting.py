"""Something is put on top, or let down again: for a form and for a program."""

from time import time

from plone import api

from ... import _, logger
from ...accounts.channels import crisis
from ...accounts.channels.facts import known_one
from ...accounts.channels.public import is_public
from ...core.timeline.store import timeline_of
from ...site.forms.faults import Faults
from ...site.forms.refusals import Refusal

NOTHING = _("Choose a channel or an entry.")
NOT_SEEN = _("Only what everybody sees on the hub can stand first there.")
NO_END = _("Say when it ends: a day and a time that is still to come, at most 14 days from now.")


def put(hub, channel: str, entry: str, until: int) -> None:
    """Put a channel (its UID) or an entry (its id) on top; raises FaultyFields."""
    now, who = int(time()), api.user.get_current().getId()
    faults = Faults()
    faults.demand("what", bool(channel) is not bool(entry), NOTHING)
    faults.demand("until", now < until <= now + crisis.LONGEST, NO_END)
    seen = faults.take("what", _seen, hub, channel, entry)
    faults.done()
    crisis.begin(hub, seen, entry, until=until, now=now, who=who)
    logger.info("%s is on top until %d, says %s", entry or channel, until, who)


def let_down(hub) -> bool:
    """Let nothing be on top any more; False where nothing is."""
    who = api.user.get_current().getId()
    is_ended = crisis.end(hub, now=int(time()), who=who)
    if is_ended:
        logger.info("Nothing is on top any more, says %s", who)
    return is_ended


def _seen(hub, channel, entry) -> str:
    """The UID of the channel that it is about, where everybody sees what is to be on top."""
    timeline = timeline_of(hub)
    found = timeline.get(entry) if entry else None
    if entry and (found is None or not timeline.is_visible(found)):
        raise Refusal(NOT_SEEN)
    facts = known_one(hub, found["channel"] if found else channel)
    if facts is None or not facts.speaks or not is_public(hub.unrestrictedTraverse(facts.path)):
        raise Refusal(NOT_SEEN)
    return facts.uid
