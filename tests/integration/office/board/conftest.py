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
def board_hub(functional_portal, make_functional_channel, once):
    """Four channels of two administrations: one in order, one broken, one reported, one foreign."""
    board_hub = functional_portal.hub
    once("board", lambda: _four(board_hub, make_functional_channel))
    lease.take(functional_portal, WORKER, int(time()))
    remember(board_hub, board_hub.kultur.bra.UID(), works(board_hub.kultur.bra))
    remember(board_hub, board_hub.kultur.trasig.UID(), fails(board_hub.kultur.trasig))
    transaction.commit()
    return board_hub


def _four(board_hub, make_functional_channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        facts = {"title": "Skolförvaltningen", "phone": "0150-570 00"}
        school = api.content.create(board_hub, "Administration", "skola", **facts)
        api.content.transition(school, "publish")
    make_functional_channel("bra", title="Bra", profile_marks=MARKS, **HELD)
    make_functional_channel("trasig", title="Trasig", responsible="borta", **PURPOSE)
    make_functional_channel("anmald", "reported", title="Anmäld", **HELD)
    make_functional_channel("utkast", "draft", title="Utkast")
    make_functional_channel("gammal", "closed", title="Gammal")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.move(source=board_hub.kultur.anmald, target=school)


@pytest.fixture
def morning_clock(clock):
    clock.now = MORNING
    return clock


@pytest.fixture
def post(morning_clock):
    """A mail server that the site sends by, in the morning; ``post.taken()`` gives what came."""
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
def editor(board_hub, person, browse):
    """An editor of kultur alone."""
    return browse(*person("Editor", at=board_hub.kultur))


@pytest.fixture
def office(board_hub, person, browse):
    return browse(*person(mandate.ROLE))
