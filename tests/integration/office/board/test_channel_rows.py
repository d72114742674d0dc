"""The lights of channels, the gravest first."""

from datetime import date
from time import time

import pytest
import transaction
from Acquisition import aq_base
from helpers.integration.office.board import ANNA, EVA, notify_changed, titles, works
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.facts import viewable_channels
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.person import Person
from katrineholm.socialhub.office.board.channel_rows import board_rows, channel_rows, hub_data
from katrineholm.socialhub.refresh.state_storage import store_state


@pytest.mark.usefixtures("framed")
def test_reports_and_the_gravest_come_first(office):
    page = office.get("hub/@@board").text
    assert titles(page) == ["anmald", "trasig", "bra"]
    assert "Servern vägrar att visa adressen (403)." in page


def test_an_untouched_channel_is_to_be_confirmed_half_a_year_after_the_last_hand_on_it(board_hub):
    good, now = board_hub.kultur.bra, int(time())
    good.official_since = date(2020, 1, 1)
    good.reindexObject()
    assert is_unconfirmed(good, now)  # that it was brought in today confirms nothing
    good.purpose = "Kultur för många"
    notify_changed(good)
    found = {days: is_unconfirmed(good, now + days * 86400) for days in (0, 181, 184)}
    assert found == {0: False, 181: False, 184: True}


def is_unconfirmed(channel, now):
    with api.env.adopt_user(SITE_OWNER_NAME):
        facts = viewable_channels(channel)
    (row,) = channel_rows(facts, hub_data(hub_of(channel), now, worker=True), now)
    return "unconfirmed" in row.problems


def test_a_board_looks_each_person_up_once_and_wakes_no_channel(board_hub):
    asked = []

    def person(text):
        asked.append(text)
        return Person("Någon", "nagon@example.se")

    with api.env.adopt_user(SITE_OWNER_NAME):
        channels = viewable_channels(board_hub)
    transaction.commit()
    objects = [aq_base(channel) for channel in board_hub.kultur.objectValues()]
    board_hub._p_jar.cacheMinimize()
    now = int(time())
    assert (
        len(channel_rows(channels, hub_data(board_hub, now, worker=True, person=person), now)) == 4
    )
    assert sorted(asked) == ["", ANNA, EVA, "borta"]
    assert [each._p_changed for each in objects] == [None] * len(objects)


def seen(context):
    with api.env.adopt_user(SITE_OWNER_NAME):
        return {row.facts.title: row for row in board_rows(context)}


def test_what_is_changed_shows_at_once(board_hub):
    assert seen(board_hub)["Trasig"].technique.colour == "red"
    store_state(board_hub, board_hub.kultur.trasig.UID(), works(board_hub.kultur.trasig))
    transaction.commit()
    assert seen(board_hub)["Trasig"].technique.colour == "green"
    board_hub.kultur.trasig.substitute = EVA
    notify_changed(board_hub.kultur.trasig)
    assert "substitute" not in seen(board_hub)["Trasig"].problems
