"""The reminder to upload screenshots of a channel that cannot be retrieved, sent once."""

from plone import api
from plone.dexterity.content import Item

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.mail_texts import (
    can_log_in,
    link_or_contact,
    mail_sentence,
    office_recipients,
)
from ...accounts.channels.person import Person, mail_recipient
from ...accounts.channels.responsibility import answerer_on, duties_of
from ...accounts.channels.times import local_date
from ...site.mail.mailer import send_mail
from ...site.settings.registry import public_site_url

SUBJECT = _("Time for a snapshot: ${title}")
WHY = _(
    "Nothing is retrieved from the channel ${title}, so the archive has no picture of it. Take "
    "screenshots of the page, or ask the service for its download."
)
BRING = _("Bring the files here: ${url}")


def send_reminder(channel: Item, facts: ChannelFacts, now: int) -> None:
    """Send the reminder to whoever answers for the channel today."""
    site = "/".join(api.portal.get().getPhysicalPath())
    url = f"{public_site_url()}{facts.path.removeprefix(site)}/@@snapshots"
    values = {"title": facts.title, "url": url}
    for someone in _receivers(channel, now):
        sentence = link_or_contact(BRING, opens=can_log_in(someone))
        text = "\n\n".join([mail_sentence(WHY, values), mail_sentence(sentence, values)]) + "\n"
        send_mail([mail_recipient(someone)], mail_sentence(SUBJECT, values), text, now=now)


def _receivers(channel, now) -> list[Person]:
    """Return who answers today, or the office if nobody does or has no e-mail address."""
    answering = answerer_on(duties_of(channel), local_date(now))
    if answering and answering.person.email:
        return [answering.person]
    return [each for each in office_recipients() if each.email]
