"""What the tests of ``inbox/oversight`` have in common."""

from html import unescape
from time import time

import transaction
from plone import api

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.site.mail import outbox

MAILBOX = "kommunen@katrineholm.se"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
SENDER = {"name": "Eva Ek", "contact": "eva@example.se"}
TEXT = "Hej!\nJag heter Eva Ek & bor på <i>Storgatan</i> 1."
MARKED = "Hej!\r\nJag heter [[Eva Ek]] & bor på <i>[[Storgatan]]</i> 1."
DAY = 24 * 3600
NOW = int(time())
OLD = NOW - 731 * DAY


def point(port=25, mailbox=MAILBOX):
    values = {
        "plone.smtp_host": "127.0.0.1",
        "plone.smtp_port": port,
        "plone.email_from_address": "webben@katrineholm.se",
        "katrineholm.socialhub.agency_mailbox": mailbox,
    }
    for name, value in values.items():
        api.portal.get_tool("portal_registry")[name] = value
    transaction.commit()


def left(number=None):
    api.portal.get()._p_jar.sync()
    return [
        each for each in outbox.queued_mails(api.portal.get()) if "Din kommentar" in each["text"]
    ]


def _field(page, name):
    return page.partition(f'name="{name}"')[2].partition(">")[2].partition("</textarea>")[0].strip()


def as_user(name, do, *given):
    with api.env.adopt_user(name):
        return do(*given, now=NOW)


def whole(page):
    """All the fields of a form as they stand in it."""
    form = page.partition('/@@masked-copy"')[2].partition("</form>")[0]
    names = [part.partition('"')[0] for part in form.split('name="field_')[1:]]
    return {f"field_{name}": unescape(_field(form, f"field_{name}")) for name in names}


def text_of(hub, number):
    hub._p_jar.sync()
    return messages_of(hub)[number]["captured"]["text"]
