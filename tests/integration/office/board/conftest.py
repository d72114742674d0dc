"""The places that the tests of ``office/board`` share."""

from time import time

import pytest
import transaction
from helpers.integration.office.board import ANNA, EVA, MORNING, OFFICE, PURPOSE, fails, works
from mailserver import plain, receiving
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle import mandate
from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.refresh.health import remember
from katrineholm.socialhub.site.settings.registry import PREFIX

JSON = {"Accept": "application/json"}
MARKS = ("colours", "description", "link", "logo", "name")
WORKER = lease.Owner("here", 1, "worker")
HELD = {"responsible": ANNA, "substitute": EVA, **PURPOSE}


@pytest.fixture
def ask(browse):
    def ask(path, *login):
        return browse(*login).get(path, headers=JSON)

    return ask


@pytest.fixture
def hub(functional_portal, make_functional_channel, once):
    """Four channels of two administrations: one in order, one broken, one reported, one foreign."""
    hub = functional_portal.hub
    once("board", lambda: _four(hub, make_functional_channel))
    lease.take(functional_portal, WORKER, int(time()))
    remember(hub, hub.kultur.bra.UID(), works(hub.kultur.bra))
    remember(hub, hub.kultur.trasig.UID(), fails(hub.kultur.trasig))
    transaction.commit()
    return hub


def _four(hub, make_functional_channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        facts = {"title": "Skolförvaltningen", "phone": "0150-570 00"}
        school = api.content.create(hub, "Administration", "skola", **facts)
        api.content.transition(school, "publish")
    make_functional_channel("bra", title="Bra", profile_marks=MARKS, **HELD)
    make_functional_channel("trasig", title="Trasig", responsible="borta", **PURPOSE)
    make_functional_channel("anmald", "reported", title="Anmäld", **HELD)
    make_functional_channel("utkast", "draft", title="Utkast")
    make_functional_channel("gammal", "closed", title="Gammal")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.move(source=hub.kultur.anmald, target=school)


@pytest.fixture
def clock(clock):
    clock.now = MORNING
    return clock


@pytest.fixture
def post():
    """A mail server that the site sends by; ``post.taken()`` gives what came since last time."""
    with receiving() as post:
        settings = {
            "plone.smtp_host": "127.0.0.1",
            "plone.smtp_port": post.port,
            "plone.email_from_address": "kommun@example.se",
            f"{PREFIX}.office_email": OFFICE,
            f"{PREFIX}.site_url": "https://www.example.se/",
        }
        for name, value in settings.items():
            api.portal.set_registry_record(name, value)
        transaction.commit()

        def taken():
            mails, post.mails = post.mails, []
            return {to[0]: plain(mail) for to, mail in mails}

        post.taken = taken
        yield post


@pytest.fixture
def editor(hub, person, browse):
    """An editor of kultur alone."""
    return browse(*person("Editor", at=hub.kultur))


@pytest.fixture
def office(hub, person, browse):
    return browse(*person(mandate.ROLE))
