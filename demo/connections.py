"""The demonstration's channel that is connected with a token: see content/instagram.toml."""

from time import time

from plone import api

import instagram
from katrineholm.socialhub.accounts.channels.changing import change
from katrineholm.socialhub.accounts.connections.book import Connection, remember
from katrineholm.socialhub.core.connectors.registry import connector
from katrineholm.socialhub.core.connectors.vault import default_vault, seal

MONTH = 30 * 24 * 60 * 60


def connect_account(hub):
    """As the information office did, when the service could be asked."""
    told, found = instagram.told(), connector("instagram")
    brain = api.content.find(hub, id=told["channel"], portal_type="Channel", unrestricted=True)[0]
    channel, now = brain._unrestrictedGetObject(), int(time())
    cipher = seal(default_vault(), channel.UID(), {"token": instagram.TOKEN})
    kept = Connection(
        connector=found.name,
        account=told["account"],
        name=told["username"],
        cipher=cipher,
        by="informationskontoret",
        made=now - MONTH,
        renewed=now,
        ends=now + found.lasts,
    )
    remember(hub, channel.UID(), kept)
    change(channel, feed_url=found.address(told["account"]))
