"""An archive of two books and a picture."""

from datetime import UTC, date, datetime
from zipfile import ZipFile

import pytest
from lxml import etree
from ZODB.blob import Blob

from katrineholm.socialhub.core.files.hub_archive import new_archive
from katrineholm.socialhub.core.files.package_model import (
    Organisation,
    PackageInfo,
    PackageItem,
    RecordEvent,
)
from katrineholm.socialhub.core.files.package_writer import write_package

PICTURE = b"\x89PNG" * 50_000


@pytest.fixture
def make(tmp_path):
    """A function that writes an archive: ``make(title="T")``; its path."""

    def make(name="hub.tar", **about):
        with new_archive(tmp_path / name, about) as archive:
            digest = archive.add_blob(Blob(PICTURE))
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


MADE = datetime(2026, 7, 1, 12, tzinfo=UTC)
IDENTIFIER = "uuid-0b5e8f4e-1111-4222-8333-444455556666"


@pytest.fixture(scope="session")
def about():
    """Of the first half of 2026."""
    number = "212000-0340"
    return PackageInfo(
        identifier=IDENTIFIER,
        title="Skolbloggen, januari till juni 2026",
        description="Inlägg i sociala medier",
        start=date(2026, 1, 1),
        end=date(2026, 6, 30),
        made=MADE,
        creator=Organisation("Bildningsnämnden", number),
        archivist=Organisation("Katrineholms kommun", number),
        archive=Organisation("Sydarkivera", "222000-3103"),
        agreement="LÖ 2026:1",
        reference="SE/K/1",
        version="1.0.0",
    )


@pytest.fixture
def items():
    """What is to come into it."""
    return [
        PackageItem("documentation/om-paketet.txt", "text/plain", [b"Om ", b"paketet"]),
        PackageItem(
            "representations/posts/data/entries.jsonl", "application/x-ndjson", [b"{}\n"] * 3
        ),
    ]


@pytest.fixture
def package(tmp_path, about, items):
    """The finished ZIP file."""
    path = tmp_path / "package.zip"
    write_package(
        path, about, items, lambda: [RecordEvent("urn:x:1", "capture", MADE, "Ett \x00 inlägg")]
    )
    return path


@pytest.fixture
def tree():
    """A function that gives an XML file of a package: ``tree(package, "METS.xml")``."""

    def tree(package, name):
        with ZipFile(package) as zipped:
            return etree.fromstring(zipped.read(f"{IDENTIFIER}/{name}"))

    return tree
