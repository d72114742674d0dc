import os
from ipaddress import ip_network

import pytest

from katrineholm.socialhub.core.feeds.settings import default_settings
from katrineholm.socialhub.testing import OPERATOR, SocialHubLayer

LOOPBACK = (ip_network("127.0.0.0/8"),)


@pytest.mark.parametrize("before", [{}, dict.fromkeys(OPERATOR, "7")], ids=["unset", "set"])
def test_what_the_layer_sets_for_a_test_is_taken_back_after_it(monkeypatch, before):
    for name in OPERATOR:
        monkeypatch.delenv(name, raising=False)
    for name, value in before.items():
        monkeypatch.setenv(name, value)
    layer = SocialHubLayer()
    layer.testSetUp()
    during = {name: os.environ.get(name) for name in OPERATOR}
    layer.testTearDown()
    assert during == OPERATOR
    assert {name: os.environ[name] for name in OPERATOR if name in os.environ} == before


def test_a_test_with_a_site_asks_servers_on_this_machine(portal):
    assert default_settings().networks == LOOPBACK
