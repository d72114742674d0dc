"""A package that somebody has changed, or that was never one."""

from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.files.package_model import PackageItem
from katrineholm.socialhub.core.files.package_writer import write_package

DATA = "representations/posts/data/entries.jsonl"
POSTS = "representations/posts/METS.xml"
PREMIS = "representations/posts/metadata/preservation/premis.xml"


def changed(package, change):
    """The package with ``change(name, data)`` in the place of each file; None leaves it out."""
    with ZipFile(package) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    with ZipFile(package, "w", ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            data = change(name.partition("/")[2], data)
            if data is not None:
                zipped.writestr(name, data)
    return list(package_errors(package))


def in_file(path, old, new):
    return lambda name, data: data.replace(old, new) if name == path else data


CHANGES = {
    "a byte": (in_file(DATA, b"{}", b"[]"), "checksum is another"),
    "a longer file": (in_file(DATA, b"{}", b"{ }"), "bytes instead of"),
    "a file left out": (lambda name, data: None if name == DATA else data, "it is not there"),
    "its description": (in_file(POSTS, b"Data", b"Dato"), f"{POSTS}: its checksum"),
    "no METS at the top": (lambda name, data: None if name == "METS.xml" else data, "no METS.xml"),
    "METS against its schema": (in_file("METS.xml", b"metsHdr", b"metsHed"), "metsHed"),
    "PREMIS against its schema": (in_file(PREMIS, b"eventType", b"eventTipe"), "eventTipe"),
    "no XML": (in_file("METS.xml", b"<mets", b"<<mets"), "it is no XML"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_found(package, what):
    change, sentence = CHANGES[what]
    assert any(sentence in fault for fault in changed(package, change))


def test_one_that_is_made_anew_with_all_its_hashes_shows_in_the_known_one_alone(
    tmp_path, package, about, items
):
    known = sha256(package.read_bytes()).hexdigest()
    items[0] = PackageItem(items[0].path, items[0].type, [b"Om ", b"annat"])
    write_package(package, about, items, lambda: [])
    assert list(package_errors(package)) == []
    [found] = package_errors(package, known)
    assert found.endswith(f"instead of {known}.")


def test_a_file_more_than_METS_names_is_found(package, about):
    with ZipFile(package, "a") as zipped:
        zipped.writestr(f"{about.identifier}/stray.txt", b"x")
    assert list(package_errors(package)) == [f"{about.identifier}/stray.txt: no METS.xml names it."]


@pytest.mark.parametrize("data", [b"", b"no zip"])
def test_what_is_no_zip_file_is_told(tmp_path, data):
    path = tmp_path / "p.zip"
    path.write_bytes(data)
    assert "cannot be read as a ZIP file" in next(package_errors(path))


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "cannot be read as a ZIP file" in next(package_errors(tmp_path / "p.zip"))
