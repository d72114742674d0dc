"""A package as a ZIP file: whole by its own description, or not there at all."""

import subprocess
import tracemalloc
from tempfile import TemporaryFile
from zipfile import ZipFile

import pytest

from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.files.package_model import PackageFile, PackageItem, RecordEvent
from katrineholm.socialhub.core.files.package_writer import FileList, write_package


def test_a_package_is_whole(package):
    assert list(package_errors(package)) == []


def test_all_of_it_lies_in_one_folder_by_its_identifier(package, about):
    with ZipFile(package) as zipped:
        assert {name.split("/")[0] for name in zipped.namelist()} == {about.identifier}
        assert zipped.read(f"{about.identifier}/documentation/om-paketet.txt") == b"Om paketet"


def test_its_files_are_verified_by_sha256sum_alone(package, about, tmp_path):
    with ZipFile(package) as zipped:
        zipped.extractall(tmp_path)
    folder = tmp_path / about.identifier
    sums = "documentation/sha256sum.txt"
    order = ["sha256sum", "--check", "--strict", sums]
    told = subprocess.run(order, cwd=folder, capture_output=True, text=True, check=True).stdout
    files = {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}
    assert {each.removesuffix(": OK") for each in told.splitlines()} == files - {sums, "METS.xml"}
    (folder / "documentation/om-paketet.txt").write_bytes(b"x")
    assert subprocess.run(order, cwd=folder, capture_output=True, check=False).returncode == 1


def peak(path, about, number):
    """The memory that a package of so many pictures takes beyond what is held before, in bytes."""
    pictures = (
        PackageItem(f"representations/posts/data/pictures/{each}.webp", "image/webp", [b"x"] * 10)
        for each in range(number)
    )
    tracemalloc.start()
    write_package(
        path,
        about,
        pictures,
        lambda: (RecordEvent(f"{n}", "capture", about.made) for n in range(number)),
    )
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.long
@pytest.mark.usefixtures("tidy")
def test_ten_times_as_many_files_and_events_take_little_more_memory(tmp_path, about):
    # A ZIP file's own directory has some hundred bytes a file; the description has none.
    few, many = (peak(tmp_path / "p.zip", about, number) for number in (300, 3000))
    assert many - few < 2700 * 1000


def test_files_are_gone_through_again_and_added_to():
    one, two = PackageFile("a/å.txt", "text/plain", 1, "00"), PackageFile("b\nb", "", 2, "ff")
    with TemporaryFile("w+", encoding="utf-8") as stream:
        rows = FileList(stream)
        rows.add(one)
        assert list(rows) == [one]
        rows.add(two)
        assert list(rows) == [one, two] == list(rows)
