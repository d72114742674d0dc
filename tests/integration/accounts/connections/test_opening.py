"""What opens an account."""

import pytest
from interfaceserver import NUMBER, TOKEN

from katrineholm.socialhub.accounts.connections.book import Connection
from katrineholm.socialhub.accounts.connections.opening import (
    in_environment,
    opened,
    secrets_of,
    variable,
)
from katrineholm.socialhub.core.connectors.vault import default_vault, seal
from katrineholm.socialhub.core.feeds.errors import FeedError


def connection(cipher, connector="instagram"):
    return Connection(connector, NUMBER, "kulturen", cipher, "anna", 1, 1, 0)


def test_the_operator_names_a_token_after_its_channel():
    assert variable("kulturen-pa-insta") == "SOCIALHUB_TOKEN_KULTUREN_PA_INSTA"
    given = {"SOCIALHUB_TOKEN_INSTA": f" {TOKEN}\n"}
    assert in_environment("insta", given) == {"token": TOKEN}
    assert in_environment("other", given) == {}


@pytest.mark.parametrize("cipher", ["", "nonsense"])
def test_without_a_token_there_is_a_sentence(interface, cipher):
    with pytest.raises(FeedError) as refused:
        secrets_of(connection(cipher), "uid", "insta")
    assert refused.value.code == "no_token"


def test_a_copied_cipher_opens_nothing_for_another_channel(interface):
    cipher = seal(default_vault(), "uid", {"token": TOKEN})
    assert secrets_of(connection(cipher), "uid", "insta") == {"token": TOKEN}
    with pytest.raises(FeedError):
        secrets_of(connection(cipher), "another", "insta")


def test_an_interface_that_is_no_more_opens_nothing(interface):
    with pytest.raises(FeedError):
        opened(connection("", "myspace"), "uid", "insta")
