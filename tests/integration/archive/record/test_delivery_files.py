"""What is given out: a ZIP file that is read offline, and the page alone."""

from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from katrineholm.socialhub.archive.record import request_actions, request_storage
from katrineholm.socialhub.archive.record.request_actions import MaskInput
from katrineholm.socialhub.core.timeline.store import timeline_of

WHY = {"provision": "21 kap. 7 §", "reason": "Personuppgift"}


@pytest.fixture
def deliver(hub, asked, as_rut, request_of):
    """A function that gives what was given out, and its bytes."""

    def deliver(shape):
        number = request_actions.deliver_request(hub, asked, shape)
        delivery = dict(request_storage.request_deliveries(request_of()))[number]
        with delivery.file.open() as file:
            return delivery, file.read()

    return deliver


def unpacked(data):
    """The files of a ZIP by their names within its one folder."""
    with ZipFile(BytesIO(data)) as zipped:
        assert zipped.testzip() is None
        names = zipped.namelist()
        assert len({name.partition("/")[0] for name in names}) == 1
        return {name.partition("/")[2]: zipped.read(name) for name in names}


def test_the_zip_holds_the_page_its_pictures_and_files_under_harmless_names(kept, deliver):
    delivery, data = deliver("zip")
    files = unpacked(data)
    assert set(files) == {
        "index.html",
        f"bilder/{kept.picture}",
        f"filer/{kept.number}-1.png",
        f"filer/{kept.number}-2.bin",
    }
    assert files[f"filer/{kept.number}-1.png"] == b"png"
    page = files["index.html"].decode()
    assert f'<img src="bilder/{kept.picture}"' in page
    assert f'<a href="filer/{kept.number}-1.png"><q>../../bild.png</q></a>' in page
    assert "a&quot;&lt;b&gt;.exe" in page
    assert (delivery.sha256, delivery.size) == (sha256(data).hexdigest(), len(data))


def test_the_page_alone_has_its_pictures_within(deliver):
    _delivery, data = deliver("page")
    page = data.decode()
    assert 'src="data:image/webp;base64,UklGRi4uLi5XRUJQ"' in page
    assert "lämnas ut för sig" in page
    assert "<script" not in page
    assert "https://cdn.example.se" not in page


def test_what_is_masked_is_in_no_byte_and_told_with_its_provision(hub, kept, asked, deliver):
    wish = MaskInput(
        kept.message, ("Hemligson", "Eva Ek"), (), (f"{kept.number}/../../bild.png",), *WHY.values()
    )
    request_actions.mask_records(hub, asked, wish)
    request_actions.mask_records(
        hub, asked, MaskInput("", ("Åsa Hemligson",), (kept.picture,), **WHY)
    )
    request_actions.mask_records(
        hub, asked, MaskInput(kept.diary, ("Eva Ek",), provision="2 kap.", reason="Namn")
    )
    for shape in ("zip", "page"):
        _delivery, data = deliver(shape)
        files = unpacked(data) if shape == "zip" else {"index.html": data}
        for content in files.values():
            for word in ("Hemligson", "Eva Ek", "sjukdom"):
                assert word.encode() not in content
        assert not [name for name in files if name.startswith("bilder/") or "-1.png" in name]
        page = files["index.html"].decode()
        told = page.partition("Uppgifter som är maskade")[2]
        assert "21 kap. 7 §" in told
        assert "2 kap." in told
        assert "2 uppgifter i text, 1 fil" in told
        assert "1 uppgift i text, 1 bild" in told
        assert "6 kap. 3 §" in told


def test_what_is_withheld_is_told_by_its_provision_alone(deliver):
    page = deliver("page")[1].decode()
    told = page.partition("Handlingar som inte lämnas ut")[2]
    assert "25 kap. 1 §" in told
    assert "sjukdom" not in page


def test_where_all_is_given_out_nothing_is_told_to_be_masked(hub, kept, asked, deliver):
    request_actions.remove_records(hub, asked, [kept.secret])
    page = deliver("page")[1].decode()
    for words in ("maskade", "inte lämnas ut", "6 kap. 3 §"):
        assert words not in page


def test_what_no_page_can_hold_is_told_and_not_lost(hub, kept, deliver):
    entry = timeline_of(hub).unmasked(kept.id)
    entry["title"], entry["author"] = "A\x00B\x0bC\ud800", "‮مرحبا 🎉 <i>"
    page = deliver("page")[1].decode()
    assert "A\ufffdB\ufffdC\ufffd" in page
    assert "‮مرحبا 🎉 &lt;i&gt;" in page
