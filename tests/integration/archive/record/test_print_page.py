"""The page that is given out: one for all, by where its pictures are."""

import pytest

from katrineholm.socialhub.archive.record.print_page import data_url, page_chunks, relative_url
from katrineholm.socialhub.archive.record.request_copies import MaskedCopy, RequestContents
from katrineholm.socialhub.archive.record.request_storage import Mask
from katrineholm.socialhub.archive.record.requested_records import URL, Field, Part, RequestedRecord

FIELDS = (
    Field("text", "Text", "Rad 1\nRad 2 & <b>"),
    Field("link", "Adress", "https://blogg.example.se/?a=1&b=2", URL),
    Field("lost", "Bild", 'javascript:alert("x")', URL),
)
PICTURE = Part("a.webp", 'En "bild"', "bilder/a.webp", "image/webp", lambda: b"RIFF")
FILE = Part("1/x.pdf", "x.pdf", "filer/1-1.pdf", "application/octet-stream", lambda: b"%PDF")
THING = RequestedRecord(
    "message:1", "Meddelande", "Badet", 0, "Bloggen", FIELDS, (PICTURE,), (FILE,)
)


@pytest.fixture
def page(portal):
    """A function that gives the page of one thing, with some masks."""

    def page(where=relative_url, masks=()):
        found = RequestContents((MaskedCopy(THING, masks, {}),), (), ())
        return b"".join(page_chunks(found, "Katrineholms kommun", 1_790_000_000, where)).decode()

    return page


def test_texts_are_texts_and_only_web_addresses_are_links(page):
    told = page()
    assert "Rad 1\nRad 2 &amp; &lt;b&gt;" in told
    assert 'href="https://blogg.example.se/?a=1&amp;b=2"' in told
    assert 'href="javascript' not in told
    assert 'alt="En &quot;bild&quot;"' in told
    assert "<h2>1. Meddelande: Badet</h2>" in told


def test_files_are_linked_where_they_come_along(page):
    assert 'href="filer/1-1.pdf"' in page()
    assert "<q>x.pdf</q> (lämnas ut för sig)" in page(data_url)
    assert "data:image/webp;base64,UklGRg==" in page(data_url)


def test_each_mask_has_its_row_with_provision_and_reason(page):
    mask = Mask("", ("A", "B"), (), ("1/x.pdf",), "21 kap. 7 §", "Namn & nummer", "rut", 0)
    other = Mask("", (), ("a.webp",), (), "25 kap. 1 §", "Vård", "rut", 0)
    told = page(masks=(mask, other))
    assert (
        '<td><a href="#h1">1. Meddelande</a></td><td>2 uppgifter i text, 1 fil</td>'
        "<td>21 kap. 7 §</td><td>Namn &amp; nummer</td>"
    ) in told
    assert "Uppgifter är maskade här: 21 kap. 7 §; 25 kap. 1 §." in told
    assert "Uppgifter som är maskade" not in page()
