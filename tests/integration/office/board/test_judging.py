"""The lights of channels, the gravest first."""

import re
from datetime import date
from time import time

import pytest
import transaction
from Acquisition import aq_base
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.facts import visible
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle import mandate
from katrineholm.socialhub.accounts.people.person import Person
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Known
from katrineholm.socialhub.office.board.judging import known_of, rows_of
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


def titles(page):
    """The channels on a board, in their order."""
    return re.findall(r'<th scope="row">.*?<a href="[^"]*/(\w+)">', page, re.S)


def test_the_gravest_come_first(office):
    page = office.get("hub/@@board").text
    assert titles(page) == ["trasig", "anmald", "bra"]
    assert "Servern vägrar att visa adressen (403)." in page


def notify_changed(channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        notify(ObjectModifiedEvent(channel))
    transaction.commit()


def test_an_untouched_channel_is_to_be_confirmed_half_a_year_after_the_last_hand_on_it(hub):
    good, now = hub.kultur.bra, int(time())
    good.official_since = date(2020, 1, 1)
    good.reindexObject()
    assert is_unconfirmed(good, now)  # that it was brought in today confirms nothing
    good.purpose = "Kultur för många"
    notify_changed(good)
    found = {days: is_unconfirmed(good, now + days * 86400) for days in (0, 181, 184)}
    assert found == {0: False, 181: False, 184: True}


def is_unconfirmed(channel, now):
    with api.env.adopt_user(SITE_OWNER_NAME):
        facts = visible(channel)
    (row,) = rows_of(facts, known_of(hub_of(channel), now, worker=True), now)
    return "unconfirmed" in row.problems


def test_a_board_looks_each_person_up_once_and_wakes_no_channel(hub):
    asked = []

    def person(text):
        asked.append(text)
        return Person("Någon", "nagon@example.se")

    with api.env.adopt_user(SITE_OWNER_NAME):
        channels = visible(hub)
    transaction.commit()
    objects = [aq_base(channel) for channel in hub.kultur.objectValues()]
    hub._p_jar.cacheMinimize()
    now = int(time())
    assert len(rows_of(channels, known_of(hub, now, worker=True, person=person), now)) == 4
    assert sorted(asked) == ["", ANNA, EVA, "borta"]
    assert [each._p_changed for each in objects] == [None] * len(objects)
