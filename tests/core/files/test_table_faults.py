"""A refused file is told why in one sentence."""

import pytest
from helpers.core.tables import COLUMNS, read

from katrineholm.socialhub.core.files.csv_reader import read_csv
from katrineholm.socialhub.core.files.table_faults import TEXTS, TableFault

LETTERS = (
    "The letters of the file cannot be read. In Excel, save it as “CSV UTF-8 (comma delimited)”."
)
NUL = "The file holds characters that do not belong in a text."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \r\n", "The file is empty."),
        ("title;phone\nPå ö;1\n".encode()[:-5] + b"\xf6;1\n", LETTERS),
        ("title;phone\nBlogg på;0150\n".encode("mac-roman"), LETTERS),
        ("title;phone\nBlogg på;0150\n".encode("cp850"), LETTERS),
        ("title;phone\nÅ;0150\n".encode("cp850"), LETTERS),
        ("title;phone\nBlogg;0150\n".encode("utf-16")[:-1], LETTERS),
        ("title;phone\nBlogg;0150\n".encode("utf-16-le"), NUL),
        (b"sep=;\r\n", "The file is empty."),
        (
            b"sep=|\r\ntitle|phone\n",
            "These columns of the header are not known: sep=|. These are missing: Namn, Telefon.",
        ),
        (b"title;phone\na\0b;1\n", NUL),
        (b"a" * 5_000_001, "The file is larger than 5 MB."),
        (b"title;phone;\nBlogg;0150;\n", "Column 3 has no title in the header."),
        (
            b"title;phone;colour;<b>\nBlogg;0150;red;x\n",
            "These columns of the header are not known: colour, <b>.",
        ),
        (
            b"a;b;c;d;e;f;g\n",
            "These columns of the header are not known: a, b, c, d, e …. "
            "These are missing: Namn, Telefon.",
        ),
        (
            b"titel;phone\nBlogg;0150\n",
            "These columns of the header are not known: titel. These are missing: Namn.",
        ),
        (
            b"x" * 9_000 + b"\n",
            f"These columns of the header are not known: {'x' * 60}. "
            "These are missing: Namn, Telefon.",
        ),
        (
            b"title;Telefon;NAMN\na;1;b\n",
            "These columns stand more than once in the header: title, NAMN.",
        ),
        (b"note\nx\n", "These columns are missing in the header: Namn, Telefon."),
        (b"\ntitle;phone\na;1\n", "These columns are missing in the header: Namn, Telefon."),
        (b"title;phone\n;\n\n", "There is no row below the header."),
        (b"title;phone\n" + b"a;1\n" * 50_000, "The file has more than 5000 rows."),
        (b"title;phone\n" + b"\n" * 5_001, "The file has more than 5000 rows."),
        (
            b"title;phone\n" + b"a" * 10_001 + b";1\n",
            "Line 2 has a cell of more than 10000 characters. Is a quotation mark missing?",
        ),
        (
            b"title;phone\na;1\n" + b"a" * 200_000 + b";1\n",
            "Line 3 has a cell of more than 10000 characters. Is a quotation mark missing?",
        ),
        (b'title;phone\na;1\n"b;2\nc;3\n', "Line 3 has a quotation mark too many or too few."),
        (b'title;phone\n"a"b;1\n', "Line 2 has a quotation mark too many or too few."),
        (b'"title;phone\na;1\n', "Line 1 has a quotation mark too many or too few."),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(data, sentence):
    with pytest.raises(TableFault) as fault:
        read_csv(data, COLUMNS, optional=["note"])
    assert str(fault.value) == sentence


def test_a_refusal_can_be_translated():
    with pytest.raises(TableFault) as fault:
        read("title;phone\n" + "a;1\n" * 4, most_rows=3)
    assert (fault.value.code, fault.value.text, fault.value.values) == (
        "too_many",
        TEXTS["too_many"],
        {"limit": "3"},
    )
