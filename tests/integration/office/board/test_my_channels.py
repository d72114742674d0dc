"""Mina kanaler, and for whom it is."""

from time import time

import pytest
import transaction
from helpers.integration.office.mine import links
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.office.board.my_channels import MAX_CHANNELS, waiting_channels
from katrineholm.socialhub.refresh.state import State, state_after_failure
from katrineholm.socialhub.refresh.state_storage import store_state

pytestmark = pytest.mark.usefixtures("framed")

HELD = {
    "responsible": "Anna Berg <anna@example.se>",
    "substitute": "Eva Lind <eva@example.se>",
    "purpose": "Kultur för alla",
}


@pytest.mark.parametrize("role", ["", "Member", "Reader", "Reviewer"])
def test_it_is_for_nobody_who_can_add_no_channel(mine, person, role):
    assert mine(person(role) if role else ()) == ""


def test_an_editor_finds_the_administration_and_where_to_register(mine, school):
    html = mine()
    assert links(html) == [
        ("kultur", "Kulturförvaltningen"),
        ("kultur/++add++Channel", "Registrera kanal: Kulturförvaltningen"),
    ]
    assert "Inget väntar på dig." in html


def test_the_office_finds_every_administration_and_the_rest_on_its_board(
    mine, school, make_functional_channel
):
    make_functional_channel("utkast", "draft", title="Utkast")
    html = mine((SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
    assert "utkast" not in html
    assert "Inget väntar" not in html
    found = links(html)
    assert [url for url, _text in found if url.endswith("Channel")] == [
        "kultur/++add++Channel",
        "skola/++add++Channel",
    ]


def test_a_draft_leads_to_what_is_missing_or_to_the_report(mine, make_functional_channel):
    make_functional_channel("halv", "draft", title="Halv", **HELD | {"purpose": ""})
    make_functional_channel("hel", "draft", title="Hel", **HELD)
    html = mine()
    assert ("kultur/hel/@@lifecycle?step=report", "Anmäl kanalen: Hel") in links(html)
    assert [each for each in links(html) if "/halv" in each[0]] == [
        ("kultur/halv", "Halv"),
        (
            "kultur/halv/edit#formfield-form-widgets-purpose",
            "Syfte saknas: skriv vad kanalen är till för.",
        ),
    ]


def test_what_was_sent_back_comes_first_with_the_offices_words(mine, make_functional_channel):
    make_functional_channel("annat", "draft", title="Annat")
    channel = make_functional_channel("kanal", "draft", title="Kanal", **HELD)
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(channel, "report")
        take_channel_step(channel, "return", StepInput(comment="Skriv <b>vem</b> den är till för."))
    transaction.commit()
    html = mine()
    assert html.index("Kanal") < html.index("Annat")
    assert "Tillbakalämnad av informationskontoret" in html
    assert "Skriv &lt;b&gt;vem&lt;/b&gt; den är till för." in html


def fail(channel, code, feed_url=None):
    state = state_after_failure(
        State(feed_url or channel.feed_url), FeedError(code), int(time()), 1800
    )
    store_state(hub_of(channel), channel.UID(), state)
    transaction.commit()


def test_a_channel_that_is_not_retrieved_is_told_of(mine, make_functional_channel):
    fail(make_functional_channel("trasig", title="Trasig"), "not_a_feed")
    fail(make_functional_channel("lagad", title="Lagad"), "not_a_feed", "https://a.example.se/")
    make_functional_channel("bra", title="Bra")
    html = mine()
    assert "Trasig" in html
    assert "Lagad" not in html
    assert "Bra<" not in html


def test_only_ones_own_administrations_channels_are_told_of(mine, make_functional_channel, school):
    make_functional_channel("var", "draft", title="Vår")
    channel = make_functional_channel("annans", "draft", title="Annans")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.move(channel, school)
    transaction.commit()
    html = mine()
    assert "Vår" in html
    assert "Annans" not in html
    assert "Skolförvaltningen" not in html


def test_no_more_than_some_are_told_of_one_by_one(hub, administration, make_channel):
    for _number in range(MAX_CHANNELS + 3):
        make_channel(state="draft")
    with api.env.adopt_user(SITE_OWNER_NAME):
        told, more = waiting_channels(hub, [administration])
    assert (len(told), more) == (MAX_CHANNELS, 3)
