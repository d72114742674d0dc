"""An archive of two books and a picture."""

import pytest
from ZODB.blob import Blob

from katrineholm.socialhub.core.moving.archive import created

PICTURE = b"\x89PNG" * 50_000


@pytest.fixture
def make(tmp_path):
    """A function that writes an archive: ``make(title="T")``; its path."""

    def make(name="hub.tar", **about):
        with created(tmp_path / name, about) as archive:
            digest = archive.keep(Blob(PICTURE))
            archive.put_lines("accounts.jsonl", [b"{}\n"])
            archive.put_lines("books/a.b.jsonl", [b'["put","a",1]\n', digest.encode() + b"\n"])
        return tmp_path / name

    return make


@pytest.fixture
def folder(tmp_path):
    """An empty folder."""
    folder = tmp_path / "unpacked"
    folder.mkdir()
    return folder
