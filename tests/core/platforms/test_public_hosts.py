"""Which names of hosts are public, whoever asks."""

import pytest

from katrineholm.socialhub.core.platforms.public_hosts import is_public_host


@pytest.mark.parametrize("host", ["a.se", "a.se:8443", "xn--srmland-90a.se", "1.a.se", "a1.s2e"])
def test_a_name_that_anyone_can_look_up_is_public(host):
    assert is_public_host(host)


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "a.localhost", "intranet", "a.intranet", "printer.home.arpa", "a.lan:80"),
        *("127.0.0.1", "127.1", "0x7f.0x1", "8.8.8.8", "[::1]", "[2001:db8::1]:443"),
    ],
)
def test_numbers_and_names_of_a_network_of_ones_own_are_not(host):
    assert not is_public_host(host)
