"""What the tests of the room identity share."""

import json
from functools import partial

import pytest


@pytest.fixture
def mastodon(server, make_functional_channel):
    """An official account on a loopback server in Mastodon's manner; its channel."""
    channel = make_functional_channel(
        "mastodon", title="Katrineholm", profile_url=server.url("/@katrineholm"), feed_url=None
    )
    server.says("/@katrineholm", b"<title>Katrineholm</title>")
    server.account = partial(account, server)
    server.account()
    return channel


def account(server, *links, id="1099"):
    fields = [{"name": "Webb", "value": link, "verified_at": None} for link in links]
    told = {"id": id, "acct": "katrineholm", "fields": fields}
    server.says("/api/v1/accounts/lookup?acct=katrineholm", json.dumps(told).encode())
