"""The reminder to upload screenshots of a channel that cannot be retrieved, sent once."""

from plone import api
from plone.dexterity.content import Item

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.moments import date_of
from ...accounts.lifecycle.letters import can_log_in, linked, office, said
from ...accounts.people.answering import duties_of, who_answers
from ...accounts.people.person import Person, mailbox
from ...site.mail.send import send
from ...site.settings.registry import site_address

SUBJECT = _("Time for a snapshot: ${title}")
WHY = _(
    "Nothing is retrieved from the channel ${title}, so the archive has no picture of it. Take "
    "screenshots of the page, or ask the service for its download."
)
BRING = _("Bring the files here: ${url}")


def remind(channel: Item, facts: ChannelFacts, now: int) -> None:
    """Send the reminder to whoever answers for the channel today."""
    site = "/".join(api.portal.get().getPhysicalPath())
    url = f"{site_address()}{facts.path.removeprefix(site)}/@@snapshots"
    values = {"title": facts.title, "url": url}
    for someone in _receivers(channel, now):
        sentence = linked(BRING, opens=can_log_in(someone))
        text = "\n\n".join([said(WHY, values), said(sentence, values)]) + "\n"
        send([mailbox(someone)], said(SUBJECT, values), text, now=now)


def _receivers(channel, now) -> list[Person]:
    """Return who answers today, or the office if nobody does or has no e-mail address."""
    answering = who_answers(duties_of(channel), date_of(now))
    if answering and answering.person.email:
        return [answering.person]
    return [each for each in office() if each.email]
