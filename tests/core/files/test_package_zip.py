"""A ZIP file that is there when it is whole."""

import pytest

from katrineholm.socialhub.core.files.package_model import PackageInterrupt, PackageItem
from katrineholm.socialhub.core.files.package_writer import write_package


def failing():
    yield b"half"
    raise OSError("the disk is full")


def test_where_a_file_fails_there_is_no_package(tmp_path, about):
    path = tmp_path / "package.zip"
    with pytest.raises(OSError, match="disk is full"):
        write_package(
            path, about, [PackageItem("documentation/a.txt", "text/plain", failing())], list
        )
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_one_leaves_the_one_before(tmp_path, about, items, package):
    before = package.read_bytes()
    with pytest.raises(PackageInterrupt):
        write_package(package, about, items, list, is_stopped=lambda: True)
    assert list(tmp_path.iterdir()) == [package]
    assert package.read_bytes() == before
