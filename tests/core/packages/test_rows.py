"""Values in a file."""

from katrineholm.socialhub.core.packages.model import File
from katrineholm.socialhub.core.packages.rows import rows_of


def test_rows_are_gone_through_again_and_added_to():
    one, two = File("a/å.txt", "text/plain", 1, "00"), File("b\nb", "", 2, "ff")
    with rows_of(File) as rows:
        rows.add(one)
        assert list(rows) == [one]
        rows.add(two)
        assert list(rows) == [one, two] == list(rows)
