"""The board as a table."""

import csv
import io
from time import time

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.i18n import translate

from katrineholm.socialhub.accounts.lifecycle import mandate
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Known
from katrineholm.socialhub.office.board.table import COLUMNS
from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.refresh.health import remember
from katrineholm.socialhub.refresh.state import State, failed, succeeded

ANNA, EVA = "Anna Berg <anna@example.se>", "Eva Lind <eva@example.se>"
PURPOSE = {"purpose": "Kultur för alla"}
HELD = {"responsible": ANNA, "substitute": EVA, **PURPOSE}
MARKS = ("colours", "description", "link", "logo", "name")
WORKER = lease.Owner("here", 1, "worker")


@pytest.fixture
def hub(functional_portal, make_functional_channel):
    """Four channels of two administrations: one in order, one broken, one reported, one foreign."""
    hub = functional_portal.hub
    lease.take(functional_portal, WORKER, int(time()))
    with api.env.adopt_user(SITE_OWNER_NAME):
        facts = {"title": "Skolförvaltningen", "phone": "0150-570 00"}
        school = api.content.create(hub, "Administration", "skola", **facts)
        api.content.transition(school, "publish")
    good = make_functional_channel("bra", title="Bra", profile_marks=MARKS, **HELD)
    remember(hub, good.UID(), works(good))
    broken = make_functional_channel("trasig", title="Trasig", responsible="borta", **PURPOSE)
    remember(hub, broken.UID(), fails(broken))
    make_functional_channel("anmald", "reported", title="Anmäld", **HELD)
    make_functional_channel("utkast", "draft", title="Utkast")
    make_functional_channel("gammal", "closed", title="Gammal")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.move(source=hub.kultur.anmald, target=school)
    transaction.commit()
    return hub


def works(channel):
    return succeeded(State(channel.feed_url), Known(), int(time()))


def fails(channel, times=3):
    state = State(channel.feed_url)
    for _ in range(times):
        state = failed(state, FeedError("forbidden", status=403), int(time()), 1800)
    return state


@pytest.fixture
def office(hub, person, browse):
    return browse(*person(mandate.ROLE))


def test_the_numbers_come_as_a_table(office):
    answer = office.get("hub/@@board-csv?administration=kultur")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    header, broken, good = csv.reader(
        io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"
    )
    assert header == [translate(title, target_language="sv") for title in COLUMNS]
    assert broken[-1].endswith("/hub/kultur/trasig")
    assert broken[:5] == ["Kulturförvaltningen", "Trasig", "Officiell", "Webbplats", "Röd"]
    assert broken[5].startswith("Servern vägrar att visa adressen (403); Misslyckade ")
    assert (broken[6], broken[8:11]) == ("Okänd", ["", "0", "Röd"])
    assert broken[11].count("; ") > 0
    assert not any(cell.endswith(".") for cell in broken)
    assert (good[1], good[4], good[10]) == ("Bra", "Grön", "Grön")
