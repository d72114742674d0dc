"""Mina kanaler: whose they are, and in what order."""

import pytest
import transaction
from helpers.integration.inbox.routing import away
from officers import PASSWORD, channel, hub, people, receive  # noqa: F401
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle.handover import hand_over

RESPONSIBLE, SUBSTITUTE, TODAY = (
    "Du är ansvarig",
    "Du är ersättare",
    "Du svarar i dag, som ersättare",
)


def both_away(channel):  # noqa: F811
    for role in ("responsible", "substitute"):
        away(channel, role)


def handed_over(channel):  # noqa: F811
    with api.env.adopt_user(SITE_OWNER_NAME):
        hand_over(hub_of(channel), "anna", "cia", [f"responsible-{channel.UID()}"])
    transaction.commit()


# What has happened to the channel's duties, and what each person then is there.
STATES = {
    "nothing": (lambda _channel: None, {"anna": RESPONSIBLE, "bert": SUBSTITUTE, "dan": ""}),
    "absence": (
        lambda place: away(place, "responsible"),
        {"anna": RESPONSIBLE, "bert": TODAY, "dan": ""},
    ),
    "two absences": (both_away, {"anna": RESPONSIBLE, "bert": SUBSTITUTE, "dan": TODAY}),
    "hand-over": (handed_over, {"cia": RESPONSIBLE, "bert": SUBSTITUTE, "dan": ""}),
}


@pytest.mark.parametrize("state", STATES)
def test_whoever_has_a_duty_finds_the_channel_and_its_messages(
    channel,  # noqa: F811
    receive,  # noqa: F811
    request_factory,
    workplace,
    state,
):
    change, wanted = STATES[state]
    change(channel)
    receive()
    for name in ("anna", "bert", "cia", "dan", "rut"):
        part = workplace(name)
        rows = {each["title"]: each["role"] for each in part["channels"]["items"]}
        assert rows == ({"Bloggen": wanted[name]} if name in wanted else {}), name
        session = request_factory(basic_auth=(name, PASSWORD))
        waits = session.get("hub/@messages?mine=1").json()["items_total"]
        counted = [
            each["number"]
            for each in part["waiting"]["items"]
            if each["title"] == "Meddelanden att besvara"
        ]
        assert counted == ([waits] if waits else []), name


def test_an_editor_has_all_channels_of_the_administration(
    contributor, make_functional_channel, school, workplace
):
    for state in ("closed", "draft", "official"):
        make_functional_channel(state, state, title=state.title())
    other = make_functional_channel("annans", title="Annans")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.move(other, school)
    transaction.commit()
    rows = workplace(contributor)["channels"]["items"]
    assert [each["title"] for each in rows] == ["Official", "Draft", "Closed"]
    assert rows[0]["answering"] == "Ingen svarar i dag."


def test_the_office_has_its_board_for_all_channels(make_functional_channel, workplace):
    make_functional_channel("bra", title="Bra")
    part = workplace((SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
    assert part["channels"]["items"] == []
    assert any(each["@id"].endswith("hub/@@board") for each in part["often"]["items"])
