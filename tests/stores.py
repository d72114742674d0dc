"""An empty storage for each test: in memory, or with ``--database=postgresql`` in a real server."""

import pytest
from ZODB.DemoStorage import DemoStorage


def pytest_addoption(parser):
    parser.addoption(
        "--database",
        choices=("memory", "postgresql"),
        default="memory",
        help="what the tests keep things in that need a database but no site",
    )


@pytest.fixture
def storage(request):
    """An empty storage; who opens a database in it closes it."""
    if request.config.option.database == "postgresql":
        return request.getfixturevalue("relstorage")()
    return DemoStorage()


@pytest.fixture(scope="session")
def relstorage(tmp_path_factory):
    """A function that gives a storage in PostgreSQL, without what the test before has written."""
    from databaseserver import empty_postgresql
    from relstorage.adapters.postgresql import PostgreSQLAdapter
    from relstorage.options import Options
    from relstorage.storage import RelStorage

    with empty_postgresql() as server:
        options = Options(blob_dir=str(tmp_path_factory.mktemp("blobs")), shared_blob_dir=False)
        dsn = f"dbname='postgres' user='zodb' host='{server.folder}'"

        def empty():
            storage = RelStorage(PostgreSQLAdapter(dsn=dsn, options=options), options=options)
            storage.zap_all()
            return storage

        yield empty
