"""The board as a table."""

import csv
import io

from zope.i18n import translate

from katrineholm.socialhub.office.board.board_csv import COLUMNS


def test_the_numbers_come_as_a_table(office):
    answer = office.get("hub/@@board-csv?administration=kultur")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    header, broken, good = csv.reader(
        io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"
    )
    assert header == [translate(title, target_language="sv") for title in COLUMNS]
    assert broken[-1].endswith("/hub/kultur/trasig")
    assert broken[:5] == ["Kulturförvaltningen", "Trasig", "Officiell", "Webbplats", "Röd"]
    assert broken[5].startswith("Servern vägrar att visa adressen (403); Misslyckade ")
    assert (broken[6], broken[8:11]) == ("Okänd", ["", "0", "Röd"])
    assert broken[11].count("; ") > 0
    assert not any(cell.endswith(".") for cell in broken)
    assert (good[1], good[4], good[10]) == ("Bra", "Grön", "Grön")
