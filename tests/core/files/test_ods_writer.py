"""The list as a spreadsheet: read here as a package, and opened in a real LibreOffice."""

import csv
import io
import re
import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from helpers.core.tables import content, package

from katrineholm.socialhub.core.files.ods_writer import Sheet, ods_bytes, workbook_bytes

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
WHEN = datetime(2026, 11, 25, 14, 5, 6, tzinfo=UTC)
COLUMNS = ["Namn", "Antal", "Från", "Senast", "Dialog"]
ROWS = [
    ["Åsas & Bos <blogg>", 7, date(2026, 11, 25), WHEN, True],
    ["=1+1", Decimal("0.25"), None, None, False],
    ['a;b "c"\nnext  two', -5, "", None, None],
]


def cells(row):
    """(type, value, shown) of each cell."""
    for cell in row.iter(f"{TABLE}table-cell"):
        values = [cell.get(f"{OFFICE}{name}") for name in ("value", "date-value", "boolean-value")]
        shown = "\n".join("".join(each.itertext()) for each in cell.iter(f"{TEXT}p"))
        yield cell.get(f"{OFFICE}value-type"), next(filter(None, values), None), shown


def first_cell(text):
    _header, row = content(ods_bytes("x", ["x"], [[text]])).iter(f"{TABLE}table-row")
    return next(cells(row))


def test_every_value_is_a_cell_of_its_kind():
    sheet = content(ods_bytes("Kanaler", COLUMNS, ROWS)).find(f".//{TABLE}table")
    header, first, *_others = sheet.iter(f"{TABLE}table-row")
    assert sheet.get(f"{TABLE}name") == "Kanaler"
    assert list(sheet.find(f"{TABLE}table-header-rows")) == [header]
    assert list(cells(header)) == [("string", None, title) for title in COLUMNS]
    assert list(cells(first)) == [
        ("string", None, "Åsas & Bos <blogg>"),
        ("float", "7", "7"),
        ("date", "2026-11-25", "2026-11-25"),
        ("date", "2026-11-25T14:05:06", "2026-11-25T14:05:06"),
        ("boolean", "true", "true"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "of:=1", "+46 150-570 00", "@a", "-5", "2026-11-25", "7"])
def test_a_text_stays_a_text(text):
    assert first_cell(text) == ("string", None, text)


def test_no_cell_has_a_formula():
    assert b"formula" not in package(ods_bytes("x", COLUMNS, ROWS)).read("content.xml")


@pytest.mark.parametrize("value", [None, ""])
def test_nothing_is_an_empty_cell(value):
    assert first_cell(value) == (None, None, "")


def test_what_xml_forbids_is_left_out():
    assert first_cell("a\0\x0b\x1b\ud83d\uffff]]>&amp;\r\nb") == ("string", None, "a]]>&amp;\nb")


def test_blanks_are_not_folded_into_one():
    written = package(ods_bytes("x", ["x"], [["a   b\tc\n  d e"]])).read("content.xml").decode()
    assert '<text:p>a <text:s text:c="2"/>b<text:tab/>c</text:p>' in written
    assert '<text:p><text:s text:c="2"/>d e</text:p>' in written


def test_columns_are_as_wide_as_their_texts_within_limits():
    file = ods_bytes("x", ["a", "b" * 20, "c"], [["x" * 10, None, "y" * 900]])
    widths = re.findall(rb'column-width="([^"]+)"', package(file).read("content.xml"))
    assert widths == [b"2.20cm", b"4.40cm", b"11.00cm"]


def test_the_same_list_gives_the_same_file():
    assert ods_bytes("x", COLUMNS, ROWS) == ods_bytes("x", COLUMNS, iter(ROWS))


@pytest.fixture
def converted(tmp_path):
    """A function that opens a file in LibreOffice and gives it back in another form."""
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("needs LibreOffice: Debian's package libreoffice-calc-nogui")

    def convert(file, form):
        (tmp_path / "list.ods").write_bytes(file)
        command = [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            *("--convert-to", form),
            *("--outdir", str(tmp_path)),
            str(tmp_path / "list.ods"),
        ]
        subprocess.run(command, check=True, timeout=120, capture_output=True)
        return (tmp_path / f"list.{form.partition(':')[0]}").read_bytes()

    return convert


def test_the_file_opens_in_libreoffice(converted):
    # Semicolons, double quotes, UTF-8, cells as they are shown.
    form = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1053,false,true"
    text = converted(ods_bytes("Officiella kanaler", COLUMNS, ROWS), form).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=";")) == [
        COLUMNS,
        ["Åsas & Bos <blogg>", "7", "2026-11-25", "2026-11-25 14:05", "TRUE"],
        ["=1+1", "0.25", "", "", "FALSE"],
        ['a;b "c"\nnext  two', "-5", "", "", ""],
    ]


def test_the_header_stays_in_sight_and_dates_are_dates(converted):
    workbook = package(converted(ods_bytes("Officiella kanaler", COLUMNS, ROWS), "xlsx"))
    sheet = workbook.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<pane [^>]*ySplit="1"[^>]* state="frozen"/>', sheet)
    # The 25th of November 2026 as the number of days by which Excel counts.
    assert re.search(r'<c r="C2"[^>]*><v>46351</v></c>', sheet)
    assert "<f" not in sheet.replace("<format", "")


def test_a_workbook_has_its_sheets_in_order_each_with_its_widths():
    sheets = [Sheet("Ett", ["a"], [[1]]), Sheet("T/vå", ["b", "c" * 30], iter([["x", None]]))]
    file = workbook_bytes("Siffror", sheets)
    tables = content(file).findall(f".//{TABLE}table")
    assert [each.get(f"{TABLE}name") for each in tables] == ["Ett", "T vå"]
    styles = [each.get(f"{TABLE}style-name") for each in content(file).iter(f"{TABLE}table-column")]
    assert len(styles) == len({*styles}) == 3
    settings = package(file).read("settings.xml").decode()
    assert settings.count("VerticalSplitPosition") == 2
