"""The board's page: what waits, who sees it."""

import re
from time import time

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle import mandate
from katrineholm.socialhub.accounts.rules import ruling
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


@pytest.fixture
def editor(hub, person, browse):
    """An editor of kultur alone."""
    return browse(*person("Editor", at=hub.kultur))


def titles(page):
    """The channels on a board, in their order."""
    return re.findall(r'<th scope="row">.*?<a href="[^"]*/(\w+)">', page, re.S)


def test_reports_that_wait_are_told_and_lead_to_their_review(office):
    page = office.get("hub/@@board").text
    assert re.search(r'href="[^"]*/hub/@@reports"', page)
    assert "/hub/skola/anmald/@@lifecycle?step=make-official" in page


def test_comment_rules_that_wait_are_told_and_lead_to_their_answers(office, hub):
    assert "@@proposed-rules" not in office.get("hub/@@board").text
    ruling.propose(hub.kultur.bra, "länkar till andra nyhetssidor")
    transaction.commit()
    assert re.search(r'href="[^"]*/hub/@@proposed-rules"', office.get("hub/@@board").text)


def test_a_worker_that_is_silent_is_told(office, functional_portal):
    warning = "alert alert-warning"
    set_up_mail()
    assert warning not in office.get("hub/@@board").text
    lease.give_back(functional_portal, 0)
    transaction.commit()
    assert warning in office.get("hub/@@board").text


def test_a_mail_server_that_is_not_set_up_is_told_to_the_office_alone(office, editor):
    assert 'class="alert alert-warning"' in office.get("hub/@@board").text
    assert 'class="alert alert-warning"' not in editor.get("hub/kultur/@@board").text


def set_up_mail():
    settings = {"smtp_host": "localhost", "email_from_address": "kommun@example.se"}
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    transaction.commit()


def test_an_editor_has_the_own_administration_only(editor):
    assert titles(editor.get("hub/kultur/@@board").text) == ["trasig", "bra"]
    for refused in ("hub/@@board", "hub/skola/@@board", "hub/@@board-csv", "hub/skola/@@board-csv"):
        assert editor.get(refused).url.endswith("/insufficient-privileges"), refused


@pytest.mark.parametrize("board", ["hub/@@board", "hub/kultur/@@board", "hub/kultur/@@board-csv"])
def test_a_visitor_has_no_board(hub, browse, board):
    assert "/login" in browse().get(board).url
