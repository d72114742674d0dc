"""What of the board is asked for."""

import re
from time import time

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle import mandate
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Known
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


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("light=red", ["trasig"]),
        ("problem=broken", ["trasig"]),
        ("problem=substitute", ["trasig"]),
        ("problem=profile", ["trasig", "anmald"]),
        ("problem=unconfirmed", []),
        ("administration=skola", ["anmald"]),
        ("state=draft", ["utkast"]),
        ("state=reported&state=paused", ["anmald"]),
        ("light=purple", []),
        ("b_start=2", ["bra"]),
        ("b_start=-1&administration=", ["trasig", "anmald", "bra"]),
    ],
)
def test_the_board_shows_what_is_chosen(office, query, expected):
    assert titles(office.get(f"hub/@@board?{query}").text) == expected


def test_counts_lead_to_what_they_count(office):
    page = office.get("hub/@@board?administration=kultur").text
    counts = re.findall(
        r'<a class="socialhub-chip" href="[^"]*@@board\?([^"]*)".*?<strong>(\d+)</strong>',
        page,
        re.S,
    )
    assert ("administration=kultur&amp;light=red", "1") in counts
    assert ("administration=kultur&amp;problem=broken", "1") in counts
    for query, number in counts:
        shown = titles(office.get(f"hub/@@board?{query.replace('&amp;', '&')}").text)
        assert len(shown) == int(number)
