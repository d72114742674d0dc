"""The logotype."""

import io

import pytest
import transaction
from helpers.integration.site.graphics import press, refused
from PIL import Image

from katrineholm.socialhub.site.graphics import logo
from katrineholm.socialhub.site.graphics.resources import logo_url
from katrineholm.socialhub.site.pages.refusals import Refusal

DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0"/></svg>'


def painted(format, size=(1200, 300)):
    out = io.BytesIO()
    Image.new("RGB", size, "#98222b").save(out, format)
    return out.getvalue()


def handed_in(name, data):
    return {"logo": (name, io.BytesIO(data), "image/png")}


def test_the_office_puts_in_a_drawing_as_logotype_and_takes_it_out(office, browse):
    page = press(office, "logo", files=handed_in("logga.svg", DRAWN))
    assert "@@socialhub-logo?v=" in page.text
    transaction.begin()
    found = browse().get(logo_url())
    assert found.headers["Content-Type"] == "image/svg+xml"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in found.headers["Content-Security-Policy"]
    assert "immutable" in found.headers["Cache-Control"]
    assert b'<path d="M0 0"/>' in found.content
    page = press(office, "remove-logo")
    assert "@@socialhub-logo?v=" not in page.text
    assert browse().get("@@socialhub-logo").status_code == 404


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_png_of_at_most_800_pixels(office, browse, format):
    press(office, "logo", files=handed_in("logga", painted(format)))
    found = browse().get("@@socialhub-logo")
    with Image.open(io.BytesIO(found.content)) as image:
        assert (found.headers["Content-Type"], image.format) == ("image/png", "PNG")
        assert image.size == (800, 200)


class Endless:
    """A file that tells how much of it was read."""

    read_bytes = 0

    def read(self, size):
        self.read_bytes += size
        return b"\0" * size


def test_of_an_endless_file_no_more_is_read_than_may_be_kept(hub):
    file = Endless()
    with pytest.raises(Refusal):
        logo.store_logo(file)
    assert file.read_bytes == logo.LIMIT + 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logga.png", b"\0" * (50 * 2**20)),
        ("logga.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("logga.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("logga.svg", b"alert(1)"),
        ("logga.svg", b"<html><script>alert(1)</script></html>"),
        ("logga.png", painted("PNG", (5000, 5000))),
        ("logga.png", painted("PNG")[:30]),
        ("logga.pdf", b"%PDF-1.7"),
        ("tom.png", b""),
    ],
)
def test_what_is_no_logotype_is_refused_in_one_sentence_and_the_present_one_stays(
    office, name, data
):
    press(office, "logo", files=handed_in("logga.svg", DRAWN))
    page = press(office, "logo", files=handed_in(name, data))
    assert len(refused(page)) == 1
    transaction.begin()
    assert logo.site_logo().data.endswith(b'<path d="M0 0"/></svg>')
