"""A hub in a database, without Plone."""

import pytest
import transaction
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from ZODB.DB import DB
from zope.annotation.attribute import AttributeAnnotations


class Connection:
    """The hub as one process sees it."""

    def __init__(self, database):
        self.manager = transaction.TransactionManager()
        self.zodb = database.open(self.manager)
        self.hub = AttributeAnnotations(self.zodb.root()["hub"])

    def commit(self):
        self.manager.commit()

    def abort(self):
        self.manager.abort()

    def cool(self):
        """Forget what has been loaded."""
        self.zodb.cacheMinimize()
        self.zodb.getTransferCounts(clear=True)

    def loaded(self):
        """How many objects have been loaded since the last time that anybody asked."""
        return self.zodb.getTransferCounts(clear=True)[0]


@pytest.fixture
def database(storage):
    database = DB(storage)
    with database.transaction() as connection:
        hub = connection.root()["hub"] = PersistentMapping()
        hub.__annotations__ = OOBTree()
    yield database
    database.close()


@pytest.fixture
def connect(database):
    """A function that opens the hub as another process would."""
    return lambda: Connection(database)


@pytest.fixture
def here(connect):
    """One connection to the hub."""
    return connect()
