"""The bytes of a file that is stored in pieces, read after the request's connection is closed."""

from types import SimpleNamespace

import pytest
import transaction
from BTrees.OOBTree import OOBTree
from ZODB.blob import Blob
from ZODB.DB import DB

from katrineholm.socialhub.archive.packages.package_stream import PieceStream, requested_range

DATA = bytes(range(256)) * 4


@pytest.fixture
def pieces(storage, tmp_path):
    """Pieces of DATA of a hundred bytes, of a connection that is closed then."""
    from ZODB.blob import BlobStorage

    stored = storage if hasattr(storage, "loadBlob") else BlobStorage(str(tmp_path), storage)
    database = DB(stored)
    connection = database.open()
    tree = connection.root()["pieces"] = OOBTree()
    for start in range(0, len(DATA), 100):
        tree[start] = Blob(DATA[start : start + 100])
    transaction.commit()
    yield lambda: dict(tree.items())
    transaction.abort()
    connection.close()
    database.close()


@pytest.mark.parametrize(
    ("start", "end"), [(0, 1024), (0, 1), (99, 101), (100, 200), (250, 777), (1023, 1024), (5, 5)]
)
def test_all_of_a_range_is_read_whichever_pieces_it_is_in(pieces, start, end):
    assert b"".join(PieceStream(pieces(), start, end)) == DATA[start:end]


def test_a_piece_is_opened_only_when_it_is_needed_and_no_connection_is_kept(pieces):
    found = pieces()
    database = next(iter(found.values()))._p_jar.db()
    opened = []
    stream = PieceStream(found, 0, 1024)
    database.setActivityMonitor(SimpleNamespace(closedConnection=opened.append))
    assert (len(next(stream)), len(opened)) == (100, 1)
    stream.close()
    assert (list(stream), len(opened)) == ([], 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, (0, 9)),
        ({"Range": "bytes=2-3"}, (2, 4)),
        ({"Range": "bytes=-99"}, (0, 9)),
        ({"Range": "bytes=9-"}, None),
        ({"Range": "bytes=2-3", "If-Range": '"a"'}, (2, 4)),
        ({"Range": "bytes=2-3", "If-Range": '"b"'}, (0, 9)),
    ],
)
def test_a_range_is_asked_for_as_http_says(asked, found):
    request = SimpleNamespace(getHeader=asked.get)
    assert requested_range(request, 9, '"a"') == found
