"""What opens an account."""

import pytest
from interfaceserver import NUMBER, TOKEN

from katrineholm.socialhub.accounts.registration.connections import Connection
from katrineholm.socialhub.accounts.registration.sessions import (
    environment_secrets,
    open_session,
    secrets_of,
    token_variable,
)
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets


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
