"""The download of a package's file from its pieces in the database, whole or from a position."""

from collections.abc import Generator, Mapping
from contextlib import closing
from typing import Any, Self

from transaction import TransactionManager
from ZODB.blob import Blob
from zope.interface import implementer
from ZPublisher.HTTPRangeSupport import expandRanges, parseRange
from ZPublisher.Iterators import IUnboundStreamIterator

from .order_storage import CHUNK_SIZE


@implementer(IUnboundStreamIterator)
class PieceStream:
    """The bytes from ``start`` until ``end`` of a file that is stored in pieces.

    Zope closes the request's connection before the first byte is sent, so each piece is opened by a
    connection of its own, and only once it is needed.
    """

    def __init__(self, pieces: Mapping[int, Blob], start: int, end: int) -> None:
        self._database = next(iter(pieces.values()))._p_jar.db()
        self._oids = {at: blob._p_oid for at, blob in pieces.items()}
        self._chunks = self._read(start, end)
        self.close = self._chunks.close

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        return next(self._chunks)

    def _read(self, start: int, end: int) -> Generator[bytes]:
        for at, after in zip(self._oids, [*self._oids, end][1:], strict=True):
            if at < end and start < after:
                with self._open(at) as file:
                    file.seek(max(start - at, 0))
                    left = min(end, after) - max(start, at)
                    while left and (chunk := file.read(min(left, CHUNK_SIZE))):
                        left -= len(chunk)
                        yield chunk

    def _open(self, at: int) -> Any:
        with closing(self._database.open(TransactionManager())) as connection:
            return open(connection.get(self._oids[at]).committed(), "rb")


def requested_range(request: Any, size: int, etag: str) -> tuple[int, int] | None:
    """Return the start and end of the bytes that a request wants; None if there are none such.

    For several ranges, or if the file has been replaced, it is the whole file (RFC 9110).
    """
    ranges = parseRange(request.getHeader("Range") or "") or ()
    if len(ranges) != 1 or request.getHeader("If-Range") not in (None, etag):
        return 0, size
    found = [(max(start, 0), end) for start, end in expandRanges(ranges, size)]
    return found[0] if found else None
