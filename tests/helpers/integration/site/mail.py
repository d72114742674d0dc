"""What the tests of ``site/mail`` have in common."""

import transaction
from plone import api
from zope.i18n import interpolate

from katrineholm.socialhub.site.mail.mailer import queued_mail_values


def point(port):
    settings = {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "email_from_name": "Katrineholms kommun – webben",
        "email_from_address": "kommun@katrineholm.se",
    }
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)


def commit():
    """As at the end of a request."""
    transaction.commit()
    transaction.begin()


def left(site):
    return [(each["to"], each["tries"], said(each["problem"])) for each in queued_mail_values(site)]


def said(sentence):
    return interpolate(sentence, getattr(sentence, "mapping", None))
