"""What the tests keep things in: quick, or with ``--database=postgresql`` in a real server.

That is an empty storage in memory for what needs no site, and ZEO for sites of several processes.
"""

import pytest
from databaseserver import empty_postgresql, postgresql, zeo
from ZODB.DemoStorage import DemoStorage


def pytest_addoption(parser):
    parser.addoption(
        "--database",
        choices=("memory", "postgresql"),
        default="memory",
        help="what the tests keep things in: in memory and on ZEO, or in PostgreSQL",
    )


@pytest.fixture
def storage(request):
    """An empty storage; who opens a database in it closes it."""
    if request.config.option.database == "postgresql":
        return request.getfixturevalue("relstorage")()
    return DemoStorage()


@pytest.fixture(scope="session")
def database_server(request):
    """Serves the database of a site of several processes: see ``databaseserver``."""
    return postgresql if request.config.option.database == "postgresql" else zeo


@pytest.fixture(scope="session")
def relstorage(tmp_path_factory):
    """A function that gives a storage in PostgreSQL, without what the test before has written."""
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
