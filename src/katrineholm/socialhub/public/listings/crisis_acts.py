"""The acts that start and end a highlight, for the form and the service."""

from time import time

from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.interface import Interface

from ... import _, logger
from ...accounts.channels import crisis
from ...accounts.channels.facts import any_channel
from ...accounts.channels.times import parsed_time as moment
from ...accounts.channels.visibility import is_public
from ...core.timeline.store import timeline_of
from ...site.pages.acts import Act, acts
from ...site.pages.form_faults import FormFaults
from ...site.pages.form_schema import Line
from ...site.pages.refusals import Refusal

NOTHING = _("Choose a channel or an entry.")
NOT_SEEN = _("Only what everybody sees on the hub can stand first there.")
NO_END = _("Say when it ends: a day and a time that is still to come, at most 14 days from now.")


class IHighlight(Interface):
    """A channel (its UID) or an entry (its id), and the end of the highlight (ISO 8601)."""

    channel = Line(title=_("Channel"), required=False)
    entry = Line(title=_("Or an entry"), required=False)
    until = Line(title=_("Until"), judged=True)
    widget("channel", type="select")
    widget("entry", type="select")
    widget("until", type="datetime-local")


def start_highlight(hub: Container, channel: str, entry: str, until: int) -> None:
    """Highlight a channel (its UID) or an entry (its id). Raise FaultyFields."""
    now, who = int(time()), api.user.get_current().getId()
    faults = FormFaults()
    faults.demand("channel", bool(channel) is not bool(entry), NOTHING)
    faults.demand("until", now < until <= now + crisis.LONGEST, NO_END)
    seen = faults.take("entry" if entry else "channel", _public_channel, hub, channel, entry)
    faults.done()
    crisis.begin_order(hub, seen, entry, until=until, now=now, who=who)
    logger.info("%s is on top until %d, says %s", entry or channel, until, who)


def end_highlight(hub: Container) -> bool:
    """End the highlight; return False if there is none."""
    who = api.user.get_current().getId()
    is_ended = crisis.end_order(hub, now=int(time()), who=who)
    if is_ended:
        logger.info("Nothing is on top any more, says %s", who)
    return is_ended


def _public_channel(hub, channel, entry) -> str:
    """Return the UID of the channel, if the channel or the entry is public. Raise Refusal."""
    timeline = timeline_of(hub)
    found = timeline.get(entry) if entry else None
    if entry and (found is None or not timeline.is_visible(found)):
        raise Refusal(NOT_SEEN)
    facts = any_channel(hub, found["channel"] if found else channel)
    if facts is None or not facts.speaks or not is_public(hub.unrestrictedTraverse(facts.path)):
        raise Refusal(NOT_SEEN)
    return facts.uid


def _begin(at, given):
    faults = FormFaults()
    until = faults.take("until", _moment, given["until"]) or 0
    faults.take("channel", start_highlight, at.context, given["channel"], given["entry"], until)
    faults.done()


def _moment(text):
    try:
        return moment(text)
    except (ValueError, OverflowError) as error:
        raise Refusal(NO_END) from error


START_HIGHLIGHT = Act(
    "begin",
    _begin,
    _("It is on top now, on the hub and on every portlet, within ten seconds."),
    title=_("Put it on top"),
    fields=IHighlight,
)
END_HIGHLIGHT = Act(
    "end",
    lambda at, _given: end_highlight(at.context),
    _("Nothing is on top any more."),
    title=_("End it now"),
)
HIGHLIGHT_ACTS = acts(START_HIGHLIGHT, END_HIGHLIGHT)
