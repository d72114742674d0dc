"""The board, as the office and an administration's editor meet it."""

import csv
import io
import re
from datetime import date
from time import time

import pytest
import transaction
from Acquisition import aq_base
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.i18n import translate
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.facts import visible
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle import mandate
from katrineholm.socialhub.accounts.people.person import Person
from katrineholm.socialhub.accounts.rules import ruling
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import Known
from katrineholm.socialhub.office.board.judging import known_of, rows_of
from katrineholm.socialhub.office.board.rows import rows
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


@pytest.fixture
def editor(hub, person, browse):
    """An editor of kultur alone."""
    return browse(*person("Editor", at=hub.kultur))


def titles(page):
    """The channels on a board, in their order."""
    return re.findall(r'<th scope="row">.*?<a href="[^"]*/(\w+)">', page, re.S)


def test_the_gravest_come_first(office):
    page = office.get("hub/@@board").text
    assert titles(page) == ["trasig", "anmald", "bra"]
    assert "Servern vägrar att visa adressen (403)." in page


def test_a_row_leads_to_the_form_in_one_step(office, hub):
    page = office.get("hub/@@board").text
    row = page[page.index('/trasig">') :]
    form = re.search(r'href="([^"]*/edit[^"#]*)', row)[1]
    assert form.endswith("/hub/kultur/trasig/edit")
    assert office.get("hub/kultur/trasig/edit").status_code == 200


def test_who_is_gone_leads_to_the_hand_over(office, editor):
    assert re.search(r'href="[^"]*/hub/@@handover"', office.get("hub/@@board").text)
    assert "@@handover" not in editor.get("hub/kultur/@@board").text


def test_fetch_now_is_pressed_on_the_board(office):
    page = office.get("hub/@@board").text
    token = re.search(r'name="_authenticator" value="(\w+)"', page)[1]
    action = re.search(r'formaction="[^"]*(hub/kultur/trasig/@@fetch-now)"', page)[1]
    answer = office.post(action, data={"_authenticator": token, "uids": "any"})
    assert answer.url.endswith("/hub/kultur/trasig")


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


def test_reports_that_wait_are_told_and_lead_to_their_review(office):
    page = office.get("hub/@@board").text
    assert re.search(r'href="[^"]*/hub/@@reports"', page)
    assert "/hub/skola/anmald/@@lifecycle?step=make-official" in page


def test_comment_rules_that_wait_are_told_and_lead_to_their_answers(office, hub):
    assert "@@proposed-rules" not in office.get("hub/@@board").text
    ruling.propose(hub.kultur.bra, "länkar till andra nyhetssidor")
    transaction.commit()
    assert re.search(r'href="[^"]*/hub/@@proposed-rules"', office.get("hub/@@board").text)


def test_beside_the_board_stand_the_tools_but_no_menu_that_would_move_the_hub(office):
    page = office.get("hub/@@board").text
    assert "/hub/@@feed-doctor" in page
    assert "plone-contentmenu" not in page
    assert "plone-contentmenu" in office.get("hub").text


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


def test_the_toolbar_leads_to_the_boards_that_one_may_see(office, editor):
    def has_board(session, path):
        page = session.get(path).text
        return f"/{path}/@@board" in page

    found = [has_board(office, path) for path in ("hub", "hub/kultur", "hub/kultur/bra")]
    assert found == [True, True, False]
    found = [has_board(editor, path) for path in ("hub", "hub/kultur", "hub/skola")]
    assert found == [False, True, False]


@pytest.mark.parametrize("board", ["hub/@@board", "hub/kultur/@@board", "hub/kultur/@@board-csv"])
def test_a_visitor_has_no_board(hub, browse, board):
    assert "/login" in browse().get(board).url


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


def seen(context):
    with api.env.adopt_user(SITE_OWNER_NAME):
        return {row.facts.title: row for row in rows(context)}


def test_what_is_changed_shows_at_once(hub):
    assert seen(hub)["Trasig"].technique.colour == "red"
    remember(hub, hub.kultur.trasig.UID(), works(hub.kultur.trasig))
    transaction.commit()
    assert seen(hub)["Trasig"].technique.colour == "green"
    hub.kultur.trasig.substitute = EVA
    notify_changed(hub.kultur.trasig)
    assert "substitute" not in seen(hub)["Trasig"].problems


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
