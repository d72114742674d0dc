"""A package whose ZIP file has more in it than it shows, or contradicts itself."""

import struct
from zipfile import ZipFile, ZipInfo

import pytest
from helpers.core.tampering import WAYS, files_of, harmless_files, missed_files

from katrineholm.socialhub.core.files.package_check import package_errors

END = 22  # bytes of the end record


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("way", WAYS)
def test_each_file_is_tampered_with_in_vain(package, way):
    harmless = harmless_files(package, way)
    assert missed_files(package, way) == harmless


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("before", "Something lies before, within or after"),
        ("after", "Something lies before, within or after"),
        ("comment", "a comment, or something after its end"),
        ("between", "between the last file and the directory"),
        ("gap", "cannot be read as a ZIP file"),
    ],
)
def test_what_lies_beside_the_files_is_found(package, where, sentence):
    data = package.read_bytes()
    start = ZipFile(package).start_dir
    end = data[start:-END], data[-END:]
    moved = end[1][:16] + struct.pack("<L", start + 3) + end[1][20:]
    package.write_bytes(
        {
            "before": b"MZ!" + data,
            "after": data + b"MZ!",
            "comment": data[:-2] + b"\3\0MZ!",
            "between": data[:start] + b"MZ!" + end[0] + moved,
            "gap": data[:-END] + b"MZ!" + end[1],
        }[where]
    )
    found = list(package_errors(package))
    assert any(sentence in each for each in found), found


def test_a_link_or_an_extra_field_is_no_file_of_a_package(package):
    with ZipFile(package, "a") as made:
        link = ZipInfo("uuid-0b5e8f4e-1111-4222-8333-444455556666/link")
        link.external_attr, link.extra = 0o120777 << 16, b"\1\2\1\0x"
        made.writestr(link, "/etc/passwd")
    found = " ".join(package_errors(package))
    assert "it is no plain file" in found
    assert "an extra field" in found


def test_a_large_one_has_its_sizes_elsewhere(package, monkeypatch):
    """With more than 65,535 files the end of the directory is told by another record."""
    files = files_of(package)
    with ZipFile(package, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
        for number in range(2**16):
            made.writestr(f"x/{number}", b"")
    found = [each for each in package_errors(package) if "no METS.xml names it" not in each]
    assert found == []
