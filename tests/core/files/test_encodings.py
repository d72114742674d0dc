"""The letters of a file, whichever program wrote it."""

import pytest
from helpers.core.tables import COLUMNS, read

from katrineholm.socialhub.core.files.csv_reader import Row, read_csv


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
