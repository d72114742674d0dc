"""The demonstration's channels that are connected with a token: see content/accounts/."""

from time import time

from plone import api

import accounts
from katrineholm.socialhub.accounts.channels.changing import change
from katrineholm.socialhub.accounts.connections.book import Connection, remember
from katrineholm.socialhub.core.connectors.registry import connector
from katrineholm.socialhub.core.connectors.vault import default_vault, seal

MONTH = 30 * 24 * 60 * 60


def connect_accounts(hub):
    """As the information office did, when the services could be asked."""
    for told in accounts.told():
        brain = api.content.find(hub, id=told["channel"], unrestricted=True)[0]
        _connect(hub, brain._unrestrictedGetObject(), told, int(time()))


def _connect(hub, channel, told, now):
    found = connector(told["service"])
    token = told["token"]
    values = {"token": token, "refresh_token": f"rft.{token}"}
    secrets = {name: values.get(name, "demo") for name in found.secrets}
    kept = Connection(
        connector=found.name,
        account=told["account"],
        name=told["username"],
        cipher=seal(default_vault(), channel.UID(), secrets),
        by="informationskontoret",
        made=now - MONTH,
        renewed=now,
        ends=now + found.lasts if found.lasts else 0,
    )
    remember(hub, channel.UID(), kept)
    if address := found.posts_url(told["account"]):
        change(channel, feed_url=address)
