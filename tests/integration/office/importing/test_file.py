"""A file on its way to the confirmation."""

import pytest
from helpers.integration.office.importing import alerts, confirm, look, stored

from katrineholm.socialhub.core.tables.csvout import csv_bytes
from katrineholm.socialhub.office.importing.file import packed, unpacked

HEADER = "title;administration;profile_url"
NEW = "Nya kanalen;kultur;https://mastodon.se/@kultur"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"fel;rubriker\n1;2",
        f"{HEADER}\nKanal å;kultur;https://a.example.se/".encode("mac-roman"),
        b"PK\x03\x04\x00\x00",
        HEADER.encode(),
        f"{HEADER};state;hemlighet\n1;2;3;4;5".encode(),
        f"{HEADER}\n".encode() + b"a;b;c\n" * 50_000,
        f"{HEADER}\n".encode() + b"x" * 6_000_000,
    ],
    ids=["empty", "header", "charset", "zip", "no rows", "unknown", "50000 rows", "huge"],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(office, functional_portal, data):
    page = look(office, data=data)
    assert page.status_code == 200
    assert len(alerts(page)) == 1
    assert stored(functional_portal) == {}


@pytest.mark.parametrize("carried", ["", "AAAA", "inte base64!", packed(b"\0" * 30_000_000)[:900]])
def test_a_confirmation_that_was_tampered_with_stores_nothing(office, functional_portal, carried):
    page = look(office, HEADER, NEW)
    assert len(alerts(confirm(office, page, carried=carried))) == 1
    assert stored(functional_portal) == {}


def test_a_file_is_carried_in_the_form_and_comes_out_the_same():
    data = csv_bytes(["title"], [["Åsa"], ["=1+1"]])
    assert unpacked(packed(data)) == data
    assert len(unpacked(packed(b"\0" * 20_000_000))) == 5_000_001
