import os
from ipaddress import ip_network

import pytest
import transaction
from persistent.mapping import PersistentMapping
from ZODB.blob import Blob
from ZODB.DB import DB
from ZODB.MappingStorage import MappingStorage

from katrineholm.socialhub.core.feeds.settings import default_settings
from katrineholm.socialhub.testing import MAX_STATES, OPERATOR, RewindableStorage, SocialHubLayer

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


@pytest.fixture
def rewound():
    """A database with a site, to be rewound, and a connection to it."""
    base = MappingStorage()
    with DB(base).transaction() as connection:
        connection.root()["site"] = PersistentMapping(name="as it was")
        connection.root()["other"] = PersistentMapping()
    database = DB(RewindableStorage(base))
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    yield database.storage, connection, manager
    connection.close()
    database.close()


def test_what_was_written_is_taken_back_and_all_else_stays_in_memory(rewound):
    storage, connection, manager = rewound
    root = connection.root()
    site, other = root["site"], root["other"]
    assert (site["name"], dict(other)) == ("as it was", {})
    site["name"], site["file"] = "changed", Blob(b"written")
    manager.commit()
    storage.rewind()
    connection.getTransferCounts(clear=True)
    manager.begin()
    assert (dict(root["site"]), dict(other)) == ({"name": "as it was"}, {})
    assert connection.getTransferCounts()[0] == 1


def test_a_state_that_was_named_is_gone_to_from_anywhere(rewound):
    storage, connection, manager = rewound
    site = connection.root()["site"]
    for names in (("people",), ("people", "channel")):
        site[names[-1]] = Blob(names[-1].encode())
        manager.commit()
        storage.keep(names)
    found = {}
    for names in (("people",), ("people", "channel"), ()):
        assert storage.go_to(names) if names else storage.rewind() is None
        manager.begin()
        found[names] = {name: site[name].open().read() for name in site if name != "name"}
        site["name"] = f"left over from {names}"
        manager.commit()
    assert found == {
        ("people",): {"people": b"people"},
        ("people", "channel"): {"people": b"people", "channel": b"channel"},
        (): {},
    }
    assert not storage.go_to(("channel",))


def test_the_latest_states_are_kept(rewound):
    storage, _connection, _manager = rewound
    for number in range(MAX_STATES + 1):
        storage.keep((number,))
    assert [storage.go_to((number,)) for number in (0, 1, MAX_STATES)] == [False, True, True]
