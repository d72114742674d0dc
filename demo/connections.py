"""The demonstration's channels that are connected with a token: see content/accounts/."""

from time import time

from plone import api

import accounts
from katrineholm.socialhub.accounts.channels.updates import update_fields
from katrineholm.socialhub.accounts.registration.connections import Connection, store_connection
from katrineholm.socialhub.core.sources.connector import find_connector
from katrineholm.socialhub.core.sources.vault import default_vault, encrypt_secrets

MONTH = 30 * 24 * 60 * 60


def connect_accounts(hub):
    """As the information office did, when the services could be asked."""
    for told in accounts.told():
        brain = api.content.find(hub, id=told["channel"], unrestricted=True)[0]
        _connect(hub, brain._unrestrictedGetObject(), told, int(time()))


def _connect(hub, channel, told, now):
    found = find_connector(accounts.CONNECTORS.get(told["service"], told["service"]))
    token = told["token"]
    values = {"token": token, "refresh_token": f"rft.{token}"}
    names = found.secrets or ("token", "refresh_token", "client_id", "client_secret")
    secrets = {name: values.get(name, "demo") for name in names}
    kept = Connection(
        connector=found.name,
        account=told["account"],
        name=told["username"],
        cipher=encrypt_secrets(default_vault(), channel.UID(), secrets),
        by="informationskontoret",
        made=now - MONTH,
        renewed=now,
        ends=now + found.lasts if found.lasts else 0,
        may_answer=bool(found.reply and found.comments),
    )
    store_connection(hub, channel.UID(), kept)
    if address := found.posts_url(told["account"]):
        update_fields(channel, feed_url=address)
