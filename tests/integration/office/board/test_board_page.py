"""The board's page: what waits, who sees it."""

import re
from html import unescape
from time import time

import pytest
import transaction
from helpers.integration.office.board import titles
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.information import rule_steps
from katrineholm.socialhub.core.messages.anchors import anchor_of
from katrineholm.socialhub.core.messages.ledger import Head
from katrineholm.socialhub.core.messages.verification import RecordFault
from katrineholm.socialhub.inbox.steps.anchor_places import store_outcome
from katrineholm.socialhub.inbox.steps.verification import record_verification
from katrineholm.socialhub.office.board import board_page
from katrineholm.socialhub.refresh import lease


def test_reports_that_wait_are_told_and_lead_to_their_review(office):
    page = office.get("hub/@@board").text
    assert re.search(r'href="[^"]*/hub/@@board\?state=reported"', page)
    assert office.get("hub/@@reports").url.endswith("/hub/@@board?state=reported")
    assert "/hub/skola/anmald/@@lifecycle?step=make-official" in page


def test_comment_rules_that_wait_are_told_and_lead_to_their_answers(office, board_hub):
    assert "@@proposed-rules" not in office.get("hub/@@board").text
    rule_steps.propose_rule(board_hub.kultur.bra, "länkar till andra nyhetssidor")
    transaction.commit()
    assert re.search(r'href="[^"]*/hub/@@proposed-rules"', office.get("hub/@@board").text)


def test_a_worker_that_is_silent_is_told(office, functional_portal):
    warning = "alert alert-warning"
    set_up_mail()
    assert warning not in office.get("hub/@@board").text
    functional_portal._p_jar.root()[lease.KEY]["token"] = None
    transaction.commit()
    assert warning in office.get("hub/@@board").text


def test_what_hides_official_channels_from_visitors_is_told(office, editor, board_hub):
    told = r'class="alert alert-warning"[^>]*>[^<]*offentliggjort[^<]*<a href="([^"]+)"'
    assert not re.search(told, office.get("hub/@@board").text)
    for place in (board_hub.skola, board_hub.kultur):
        with api.env.adopt_user(SITE_OWNER_NAME):
            api.content.transition(place, "retract")
    transaction.commit()
    # Nothing of skola is official yet.
    assert re.findall(told, office.get("hub/@@board").text) == [board_hub.kultur.absolute_url()]
    assert re.findall(told, editor.get("hub/kultur/@@board").text) == [
        board_hub.kultur.absolute_url()
    ]


def test_a_mail_server_that_is_not_set_up_is_told_to_the_office_alone(office, editor):
    assert 'class="alert alert-warning"' in office.get("hub/@@board").text
    assert 'class="alert alert-warning"' not in editor.get("hub/kultur/@@board").text


def test_a_proxy_that_is_not_trusted_is_told_to_the_office_alone(office, editor):
    told = "trusted_proxy i wsgi.ini"
    assert told not in office.get("hub/@@board").text
    forwarded = {"headers": {"X-Real-IP": "192.0.2.1"}}
    assert "127.0.0.1 och delar" in office.get("hub/@@board", **forwarded).text
    assert told in office.get("hub/@@board", **forwarded).text
    assert told not in editor.get("hub/kultur/@@board", **forwarded).text


@pytest.mark.parametrize(
    ("lag", "says"),
    [(0, "har läst in alla inlägg"), (7, "har 7 ändringar av"), (None, "går inte att använda")],
)
def test_the_office_reads_how_far_the_index_of_this_machine_is(
    office, editor, monkeypatch, lag, says
):
    monkeypatch.setattr(board_page, "index_lag", lambda hub: lag)
    assert f"Sökregistret på den här maskinen {says}" in unescape(office.get("hub/@@board").text)
    assert "Sökregistret" not in unescape(editor.get("hub/kultur/@@board").text)


def set_up_mail():
    settings = {"smtp_host": "localhost", "email_from_address": "kommun@example.se"}
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    mailbox = "katrineholm.socialhub.agency_mailbox"
    api.portal.set_registry_record(mailbox, "registrator@example.se")
    transaction.commit()


def test_the_office_reads_when_the_record_was_verified(office, editor, board_hub):
    def board():
        return unescape(office.get("hub/@@board").text)

    assert "kontrollerats än" in board()
    record_verification(board_hub, [], now := int(time()))
    page = board()
    assert "allt är som det skrevs" in page
    assert "alert-danger" not in page
    record_verification(board_hub, [RecordFault(7, "files"), RecordFault(0, "x", where="X")], now)
    page = board()
    assert "alert-danger" in page
    assert "<li>meddelande 7: dess filer har ändrats</li>" in page
    assert "<li>X</li>" in page
    assert "meddelande 7" not in editor.get("hub/kultur/@@board").text
    record_verification(board_hub, [], now - 4 * 24 * 3600)
    assert "ska göra det varje natt" in board()


def test_a_log_that_is_anchored_nowhere_is_told(office, board_hub, monkeypatch):
    assert "SOCIALHUB_ANCHORS" in office.get("hub/@@board").text
    monkeypatch.setenv("SOCIALHUB_ANCHORS", "/srv/anchors.jsonl")
    assert "SOCIALHUB_ANCHORS" not in office.get("hub/@@board").text
    anchor, url = anchor_of("", Head(7, "a", 1), int(time())), "https://log.example.se/?key=hemlig"
    store_outcome(board_hub, url, anchor, "Servern svarade inte.")
    transaction.commit()
    page = unescape(office.get("hub/@@board").text)
    assert re.search(r"fram till log\.example\.se sedan [^<]*: Servern svarade inte\.", page)
    assert "key=hemlig" not in page


def test_an_editor_has_the_own_administration_only(editor):
    assert titles(editor.get("hub/kultur/@@board").text) == ["trasig", "bra"]
    for refused in ("hub/@@board", "hub/skola/@@board", "hub/@@board-csv", "hub/skola/@@board-csv"):
        assert editor.get(refused).url.endswith("/insufficient-privileges"), refused


@pytest.mark.parametrize("board", ["hub/@@board", "hub/kultur/@@board", "hub/kultur/@@board-csv"])
def test_a_visitor_has_no_board(board_hub, browse, board):
    assert "/login" in browse().get(board).url


@pytest.mark.usefixtures("framed")
def test_beside_the_board_stand_the_tools_but_no_menu_that_would_move_the_hub(office):
    page = office.get("hub/@@board").text
    assert 'id="socialhub-doctor"' in page
    assert "plone-contentmenu" not in page
    assert "plone-contentmenu" in office.get("hub").text


@pytest.mark.usefixtures("framed")
def test_the_toolbar_leads_to_the_boards_that_one_may_see(office, editor):
    def has_board(session, path):
        page = session.get(path).text
        return f"/{path}/@@board" in page

    found = [has_board(office, path) for path in ("hub", "hub/kultur", "hub/kultur/bra")]
    assert found == [True, True, False]
    found = [has_board(editor, path) for path in ("hub", "hub/kultur", "hub/skola")]
    assert found == [False, True, False]
