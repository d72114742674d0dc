"""A CSV file that somebody brings: read whatever program wrote it, or refused in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.tables.cells import plain
from katrineholm.socialhub.core.tables.csvin import Row, read_csv
from katrineholm.socialhub.core.tables.csvout import csv_bytes
from katrineholm.socialhub.core.tables.faults import TEXTS, TableFault

LETTERS = (
    "The letters of the file cannot be read. In Excel, save it as “CSV UTF-8 (comma delimited)”."
)
NUL = "The file holds characters that do not belong in a text."
COLUMNS = {"title": ["Namn", "Kanal"], "phone": ["Telefon"], "note": ["Anteckning"]}


def read(text, **kwargs):
    return read_csv(text.encode(), COLUMNS, optional=["note"], **kwargs)


@pytest.mark.parametrize(
    "text",
    [
        "title;phone\nBlogg;0150\n",
        "\ufefftitle;phone\r\nBlogg;0150\r\n",
        "title,phone\nBlogg,0150",
        "title\tphone\rBlogg\t0150\r",
        '"title";"phone"\n"Blogg";"0150"\n',
        '"title","phone"\n"Blogg","0150"\n',
        " NAMN ;Telefon\n Blogg ; 0150 \n",
        "phone;Kanal\n0150;Blogg\n",
    ],
)
def test_a_file_is_read_whatever_program_wrote_it(text):
    assert read(text) == [Row(2, {"title": "Blogg", "phone": "0150"})]


# What Swedish Excel writes: separators by the system's settings, letters by the kind of file.
EXCEL = {
    "CSV UTF-8": ("utf-8-sig", ";"),
    "CSV": ("cp1252", ";"),
    "CSV where the decimal sign is a point": ("cp1252", ","),
    "Unicode text": ("utf-16", "\t"),
    "Unicode text, the other way round": ("utf-16-be", "\t"),
    "text with tabs": ("cp1252", "\t"),
}


@pytest.mark.parametrize("kind", EXCEL)
@pytest.mark.parametrize("mark", ["", "sep=", "SEP=", '"sep="'])
def test_what_swedish_excel_writes_is_read_letter_by_letter(kind, mark):
    encoding, sign = EXCEL[kind]
    first = mark.replace("=", f"={sign}") + "\r\n" if mark else ""
    text = f'{first}title{sign}phone\r\n"Åsa ”ä” ö{sign} –\nÉ"{sign}0150-1\r\nAnna{sign}2\r\n'
    data = ("\ufeff" if encoding == "utf-16-be" else "") + text
    line = 3 if mark else 2
    assert read_csv(data.encode(encoding), COLUMNS, optional=["note"]) == [
        Row(line, {"title": f"Åsa ”ä” ö{sign} –\nÉ", "phone": "0150-1"}),
        Row(line + 2, {"title": "Anna", "phone": "2"}),
    ]


def test_an_optional_column_may_be_there():
    rows = read("title;phone;note\nBlogg;0150;\n")
    assert rows == [Row(2, {"title": "Blogg", "phone": "0150", "note": ""})]


def test_each_row_knows_the_line_at_which_it_begins():
    rows = read('title;phone\n"One\nTwo";1\n;\n\nThree;3\n')
    assert rows == [
        Row(2, {"title": "One\nTwo", "phone": "1"}),
        Row(6, {"title": "Three", "phone": "3"}),
    ]


def test_the_apostrophe_of_our_own_export_is_taken_off():
    rows = read("title;phone\n'=1;'+46 150\n't Hooft;'0150\n")
    assert rows == [
        Row(2, {"title": "=1", "phone": "+46 150"}),
        Row(3, {"title": "'t Hooft", "phone": "'0150"}),
    ]


@given(
    st.lists(
        st.tuples(
            st.text(alphabet=st.one_of(st.sampled_from("'=+-@＝ ;\",\r\n\0a"), st.characters()))
        ),
        min_size=1,
    )
)
def test_what_is_exported_comes_back_the_same(texts):
    rows = [(f"x{number}", *text) for number, text in enumerate(texts)]
    columns = {"key": (), "=text": ()}
    back = read_csv(csv_bytes(list(columns), rows), columns)
    assert [tuple(row.values.values()) for row in back] == [
        (key, plain(text)) for key, text in rows
    ]


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


def test_a_row_with_too_few_or_too_many_cells_is_told_and_the_others_are_read():
    rows = read_csv(b'title;phone\n"a\nb";1\nc;1;2\nd\ne;2\n', COLUMNS, optional=["note"])
    assert [(row.line, row.values["title"], row.fault and str(row.fault)) for row in rows] == [
        (2, "a\nb", None),
        (4, "c", "The number of cells in line 4 is 3, but the header has 2."),
        (5, "d", "The number of cells in line 5 is 1, but the header has 2."),
        (6, "e", None),
    ]


def test_the_file_that_is_just_long_enough_is_read():
    assert len(read("title;phone\n" + "a;1\n" * 3, most_rows=3)) == 3


@given(st.binary(max_size=200) | st.text(alphabet='ab;,"\t\n\r\0\ufeff').map(str.encode))
def test_no_file_at_all_does_worse_than_being_refused(data):
    assert told(data)
    assert told(b"a;b\n" + data)


def told(data):
    """The rows of a file or the sentence that refuses it."""
    try:
        return read_csv(data, {"a": (), "b": ()})
    except TableFault as fault:
        return str(fault)
