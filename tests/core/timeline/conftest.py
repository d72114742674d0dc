from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import transaction
from BTrees.OOBTree import OOBTree
from helpers.core.timeline import NEWS
from persistent.mapping import PersistentMapping
from ZODB.DB import DB
from zope.annotation.attribute import AttributeAnnotations

from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of


@pytest.fixture(scope="session")
def at():
    """A moment in epoch seconds: ``at(day, hour)`` of May 2026, UTC."""
    return moment


@pytest.fixture(scope="session")
def entry():
    """An entry as the refreshing room hands it over: ``entry(name, **values)``."""
    return make_entry


@pytest.fixture(scope="session")
def image():
    """A picture of an entry: ``image(name, **values)``."""
    return make_image


def moment(day, hour=12, month=5, year=2026):
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())


def make_entry(name="a", **values):
    entry = {
        "keys": (f"id:{name}", f"exact:{name}"),
        "id": name,
        "link": f"https://example.org/{name}",
        "title": f"Title {name}",
        "title_derived": False,
        "summary": "Text",
        "html": "<p>Text</p>",
        "published": moment(1),
        "updated": None,
        "dated": "",
        "author": "",
        "categories": (),
        "language": "sv",
        "images": [],
        "media": [],
    }
    return {**entry, **values}


def make_image(name, **values):
    src = f"https://example.org/{name}.jpg"
    return {"src": src, "alt": f"Alt {name}", "width": None, "height": None, **values}


def make_hub():
    """Something to annotate. Without annotations of its own it may be given its class's dict."""
    hub = PersistentMapping()
    hub.__annotations__ = OOBTree()
    return hub


class Site:
    """A database with one hub; every ``connection`` sees it as another process would."""

    def __init__(self, database):
        self.database = database
        with database.transaction() as connection:
            connection.root()["hub"] = make_hub()
        self.first = self.connection()
        self.timeline = self.first.timeline

    def connection(self):
        manager = transaction.TransactionManager()
        zodb = self.database.open(manager)
        timeline = timeline_of(AttributeAnnotations(zodb.root()["hub"]))
        return SimpleNamespace(
            zodb=zodb, timeline=timeline, commit=manager.commit, abort=manager.abort
        )

    def commit(self):
        self.first.commit()

    def written(self):
        """How many objects the open transaction would write."""
        return len(self.first.zodb._registered_objects)


@pytest.fixture(scope="session")
def new_timeline():
    """An empty timeline without a database, for tests that need many."""
    return lambda: timeline_of(AttributeAnnotations(make_hub()))


@pytest.fixture
def site(storage):
    database = DB(storage)
    yield Site(database)
    database.close()


@pytest.fixture
def timeline(site):
    return site.timeline


@pytest.fixture
def ids(timeline, entry, at):
    """Five entries, the oldest first."""
    entries = [entry(str(day), published=at(day)) for day in range(1, 6)]
    return store_document(timeline, NEWS, entries, now=at(6)).new
