"""A database with messages, and more connections to it."""

from types import SimpleNamespace

import pytest
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from transaction import TransactionManager
from ZODB.DB import DB
from zope.annotation.attribute import AttributeAnnotations

from katrineholm.socialhub.core.messages.store import KEY, IncomingMessage, Messages


def make_hub():
    """Something to annotate. Without annotations of its own it may be given its class's dict."""
    hub = PersistentMapping()
    hub.__annotations__ = OOBTree()
    return hub


@pytest.fixture(name="make_hub")
def make_hub_fixture():
    """A function that makes something to annotate."""
    return make_hub


@pytest.fixture
def connect(storage):
    """A function that opens another connection: its ``messages``, ``commit`` and ``abort``."""
    database, opened = DB(storage, cache_size=10_000), []

    def connect():
        manager = TransactionManager()
        connection = database.open(manager)
        opened.append((manager, connection))
        hub = connection.root().setdefault("hub", make_hub())
        manager.commit()
        return SimpleNamespace(
            messages=Messages(AttributeAnnotations(hub)),
            connection=connection,
            commit=manager.commit,
            abort=manager.abort,
            hub=hub,
        )

    yield connect
    for manager, connection in opened:
        manager.abort()
        connection.close()
    database.close()


@pytest.fixture
def site(connect):
    return connect()


@pytest.fixture
def messages(site):
    return site.messages


@pytest.fixture
def incoming():
    """A function that makes a message: ``incoming("a", channel="news", …)``."""

    def incoming(name="a", channel="news", **values):
        captured = {"text": f"Text {name}", "sender": {"name": "unknown"}, "time": 1_790_000_000}
        return IncomingMessage(f"https://example.org/{name}", channel, captured, **values)

    return incoming


@pytest.fixture(scope="session")
def key():
    """Where the store lies among a hub's annotations."""
    return KEY
