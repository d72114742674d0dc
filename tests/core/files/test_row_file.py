"""Values in a file."""

from katrineholm.socialhub.core.files.package_model import PackageFile
from katrineholm.socialhub.core.files.row_file import temporary_rows


def test_rows_are_gone_through_again_and_added_to():
    one, two = PackageFile("a/å.txt", "text/plain", 1, "00"), PackageFile("b\nb", "", 2, "ff")
    with temporary_rows(PackageFile) as rows:
        rows.add(one)
        assert list(rows) == [one]
        rows.add(two)
        assert list(rows) == [one, two] == list(rows)
