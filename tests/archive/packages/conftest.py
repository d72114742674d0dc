"""A file to be delivered, and an SFTP server of an archive."""

from hashlib import sha256

import pytest
from sftpserver import SftpServer

from katrineholm.socialhub.archive.packages.targets import Delivery

DATA = [b"PK" * 50_000, b"slut"]


@pytest.fixture
def parcel():
    """A package to deliver: ``parcel(chunks)``; other chunks come instead of those announced."""
    whole = b"".join(DATA)

    def parcel(chunks=DATA):
        return Delivery("uuid-1.zip", len(whole), sha256(whole).hexdigest(), lambda: iter(chunks))

    return parcel


@pytest.fixture
def inbox(tmp_path):
    """The archive's folder."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def server(tmp_path, inbox):
    """The archive's server."""
    found = SftpServer(tmp_path)
    yield found
    found.end()
