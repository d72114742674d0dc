"""A connection goes with its channel."""

import pytest
from days import local_day
from interfaceserver import NUMBER, TOKEN
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import hub_storage
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step
from katrineholm.socialhub.accounts.registration.connections import (
    BOOK,
    Connection,
    all_connections,
    connection_of,
    environment_secrets,
    open_session,
    secrets_of,
    store_connection,
    token_variable,
    update_connection,
)
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets


@pytest.fixture
def hub(connectable_channel):
    return hub_of(connectable_channel)


@pytest.fixture
def connected(hub, connectable_channel):
    """The channel's connection."""
    kept = Connection("instagram", NUMBER, "kulturen", "cipher", "anna", 1, 1, 0)
    store_connection(hub, connectable_channel.UID(), kept)
    return kept


def test_a_connection_ends_with_its_channel(hub, connectable_channel, connected):
    assert dict(all_connections(hub)) == {connectable_channel.UID(): connected}
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(connectable_channel)
    assert dict(all_connections(hub)) == {}


def test_a_channel_that_is_closed_keeps_no_token(hub, connectable_channel, connected):
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(connectable_channel, "pause", StepInput(comment="Paus"))
        assert connection_of(connectable_channel) == connected
        take_channel_step(
            connectable_channel, "close", StepInput(comment="Slut", closed_on=local_day())
        )
    assert connection_of(connectable_channel) is None


def test_a_channel_with_another_name_is_connected_still(connectable_channel, connected):
    with api.env.adopt_user(SITE_OWNER_NAME):
        renamed = api.content.rename(connectable_channel, "annat")
    assert connection_of(renamed) == connected


def test_what_is_noted_of_no_connection_is_nothing(hub, connected):
    update_connection(hub, "unknown", told="5")
    assert len(dict(all_connections(hub))) == 1


def connection(cipher, connector="instagram"):
    return Connection(connector, NUMBER, "kulturen", cipher, "anna", 1, 1, 0)


def test_the_operator_names_a_token_after_its_channel():
    assert token_variable("kulturen-pa-insta") == "SOCIALHUB_TOKEN_KULTUREN_PA_INSTA"
    given = {"SOCIALHUB_TOKEN_INSTA": f" {TOKEN}\n"}
    assert environment_secrets("insta", given) == {"token": TOKEN}
    assert environment_secrets("other", given) == {}


@pytest.mark.parametrize("cipher", ["", "nonsense"])
def test_without_a_token_there_is_a_sentence(interface, cipher):
    with pytest.raises(FeedError) as refused:
        secrets_of(connection(cipher), "uid", "insta")
    assert refused.value.code == "no_token"


def test_a_copied_cipher_opens_nothing_for_another_channel(interface):
    cipher = encrypt_secrets(default_vault(), "uid", {"token": TOKEN})
    assert secrets_of(connection(cipher), "uid", "insta") == {"token": TOKEN}
    with pytest.raises(FeedError):
        secrets_of(connection(cipher), "another", "insta")


def test_an_interface_that_is_no_more_opens_nothing(interface):
    with pytest.raises(FeedError):
        open_session(connection("", "myspace"), "uid", "insta")


def test_a_connection_of_an_earlier_release_is_read(connectable_channel):
    """Values that came later, the scopes and answers, have their defaults."""
    hub, uid = hub_of(connectable_channel), connectable_channel.UID()
    for old in (
        ("instagram", NUMBER, "kulturen", "cipher", "anna", 1, 1, 0, "14", ""),
        ("instagram", NUMBER, "kulturen", "cipher", "anna", 1, 1, 0, "14", "", "basic"),
    ):
        hub_storage.writable_data(hub, BOOK)[uid] = old
        kept = connection_of(connectable_channel)
        assert (kept.name, kept.told, kept.may_answer) == ("kulturen", "14", False)
