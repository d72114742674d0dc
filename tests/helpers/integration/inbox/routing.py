"""What the tests of ``inbox/steps`` have in common."""

from datetime import timedelta

import transaction
from days import local_day
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.absences import note_absence
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.site.mail.mailer import queued_mail_values

TODAY = local_day()
WEEK = TODAY + timedelta(7)
SCHOOL = {
    "authority": "Bildningsnämnden",
    "registrars": "bin_registrars",
    "archivists": "bin_archivists",
    "agency_mailbox": "bildning@example.se",
    "diary_series": "BIN",
}
# Own registrar, own archivist, and whoever is responsible for the school's channel.
THEIRS = {"ria": ("bin_registrars",), "ada": ("bin_archivists",), "sam": ()}


def waits_for(hub, number):
    message = messages_of(hub)[number]
    return message["who"], message["why"]


def away(channel, role, first=TODAY, last=WEEK):
    with api.env.adopt_user(SITE_OWNER_NAME):
        note_absence(channel, role, first, last)
    transaction.commit()


def letters(portal):
    return [(each["to"], each["subject"]) for each in queued_mail_values(portal)]
