"""A package of two files and one happening."""

from datetime import UTC, date, datetime
from zipfile import ZipFile

import pytest
from lxml import etree

from katrineholm.socialhub.core.packages.model import About, Event, Item, Organisation
from katrineholm.socialhub.core.packages.packing import pack

MADE = datetime(2026, 7, 1, 12, tzinfo=UTC)
IDENTIFIER = "uuid-0b5e8f4e-1111-4222-8333-444455556666"


@pytest.fixture(scope="session")
def about():
    """Of the first half of 2026."""
    number = "212000-0340"
    return About(
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
        Item("documentation/om-paketet.txt", "text/plain", [b"Om ", b"paketet"]),
        Item("representations/posts/data/entries.jsonl", "application/x-ndjson", [b"{}\n"] * 3),
    ]


@pytest.fixture
def package(tmp_path, about, items):
    """The finished ZIP file."""
    path = tmp_path / "package.zip"
    pack(path, about, items, lambda: [Event("urn:x:1", "capture", MADE, "Ett \x00 inlägg")])
    return path


@pytest.fixture
def tree():
    """A function that gives an XML file of a package: ``tree(package, "METS.xml")``."""

    def tree(package, name):
        with ZipFile(package) as zipped:
            return etree.fromstring(zipped.read(f"{IDENTIFIER}/{name}"))

    return tree
