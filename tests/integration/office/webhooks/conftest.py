"""A hub with a channel, and a receiver of all that happens."""

import json
from datetime import UTC, datetime

import pytest
import transaction
from cryptography.fernet import Fernet
from officers import channel, hub, people, receive  # noqa: F401
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from standardwebhooks import Webhook

from katrineholm.socialhub.core.feeds import settings
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.hop import Hop
from katrineholm.socialhub.core.feeds.response import Headers
from katrineholm.socialhub.core.sources import vault
from katrineholm.socialhub.office.webhooks.delivery import send_due_deliveries
from katrineholm.socialhub.office.webhooks.events import EVENT_TYPES
from katrineholm.socialhub.office.webhooks.receivers import create_receiver

SITE = "https://www.example.se"


@pytest.fixture(autouse=True)
def environ(monkeypatch):
    """The site's process has a key to keep secrets by, and may ask this machine."""
    monkeypatch.setenv("SOCIALHUB_KEYS", Fernet.generate_key().decode())
    monkeypatch.setenv("SOCIALHUB_ALLOWED_NETWORKS", "127.0.0.0/8")
    forget()
    yield monkeypatch
    forget()


def forget():
    for cached in (vault.default_vault, settings.default_settings):
        cached.cache_clear()


class Receiver:
    """What a receiver hears, and what it answers: a status or a FeedError."""

    def __init__(self):
        self.secret, self.status, self.headers, self.heard = "", 204, {}, []

    def __call__(self, url, body, headers):
        # What receivers use themselves says whether it is ours; the worker's clock may stand still.
        moment = int(headers["webhook-timestamp"])
        told = {**headers, "webhook-timestamp": str(moment)}
        assert (
            Webhook(self.secret).sign(headers["webhook-id"], _utc(moment), body.decode())
            in (told["webhook-signature"])
        )
        self.heard.append((url, headers["webhook-id"], json.loads(body)))
        if isinstance(self.status, FeedError):
            raise self.status
        return Hop(self.status, Headers(self.headers), b"", False)

    def taken(self):
        """What has been heard since the last time, by type."""
        heard, self.heard = self.heard, []
        return [(body["type"], body["data"]) for _url, _id, body in heard]

    @property
    def types(self):
        return [type for type, _data in self.taken()]


def _utc(moment):
    return datetime.fromtimestamp(moment, UTC)


@pytest.fixture
def receiver():
    return Receiver()


@pytest.fixture
def hook(hub, receiver):  # noqa: F811
    """The receiver, told of everything."""
    api.portal.set_registry_record("katrineholm.socialhub.site_url", SITE)
    api.portal.set_registry_record("katrineholm.socialhub.office_email", "office@example.se")
    with api.env.adopt_user(SITE_OWNER_NAME):
        hook, receiver.secret = create_receiver(
            hub, "https://mottagare.example.se/in", "Intranätet", EVENT_TYPES
        )
    transaction.commit()
    return hook


@pytest.fixture
def send(worker, receiver, hook):
    """A function that has the worker tell and send what is due."""

    def send():
        transaction.commit()
        send_due_deliveries(worker, receiver)
        transaction.begin()

    return send
