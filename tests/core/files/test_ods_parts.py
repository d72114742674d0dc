"""The package around a table: what it begins with, its title, its header."""

from xml.etree import ElementTree
from zipfile import ZIP_STORED

import pytest
from helpers.core.tables import content, package

from katrineholm.socialhub.core.files.ods_writer import ods_bytes

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
BOLDNESS = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}font-weight"


def test_the_header_alone_is_bold():
    sheet = content(ods_bytes("x", ["x"], [["y"]]))
    styles = [cell.get(f"{TABLE}style-name") for cell in sheet.iter(f"{TABLE}table-cell")]
    bold = sheet.find(f".//{STYLE}text-properties[@{BOLDNESS}='bold']/..")
    assert (styles, bold.get(f"{STYLE}name")) == (["head", "Default"], "head")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Officiella kanaler", "Officiella kanaler"),
        ("A/B: 'x' [1]?*\\", "A B   x   1"),
        ("x" * 40, "x" * 31),
        ('"&<', '"&<'),
        ("//", "1"),
        ("", "1"),
    ],
)
def test_the_sheet_bears_its_title_as_far_as_excel_takes_it(title, name):
    file = ods_bytes(title, ["x"], [])
    assert content(file).find(f".//{TABLE}table").get(f"{TABLE}name") == name
    settings = ElementTree.fromstring(package(file).read("settings.xml"))
    named = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}name"
    assert [each.get(named) for each in settings.iter() if each.get(named) == name] == [name]


def test_the_package_begins_with_its_media_type_as_the_standard_asks():
    first, *others = package(ods_bytes("x", ["x"], [])).infolist()
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert sorted(each.filename for each in others) == [
        "META-INF/manifest.xml",
        "content.xml",
        "meta.xml",
        "settings.xml",
        "styles.xml",
    ]
