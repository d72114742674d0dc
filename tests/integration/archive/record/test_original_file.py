"""The originals of pictures: whoever reads the record saves them, and no visitor gets one."""

from hashlib import sha256
from html import unescape
from io import BytesIO

import pytest
import transaction
from BTrees.OOBTree import OOBTree
from PIL import Image as Painting
from zope.component import getGlobalSiteManager
from zope.interface import Interface

from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.disposal import (
    delete_files,
    erase_pictures,
    needed_sources,
)
from katrineholm.socialhub.core.timeline.originals import Original
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.interfaces import ISocialHubLayer

PLACE, URL = b"59.0N 16.2E", "https://cdn.example.se/a.jpg"
GPS, LATITUDE = 0x8825, 2


@pytest.fixture(scope="module")
def photograph():
    """A photograph that tells where it was taken."""
    exif, out = Painting.Exif(), BytesIO()
    exif.get_ifd(GPS)[LATITUDE] = (59.0, 0.0, 13.0)
    Painting.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif, comment=PLACE)
    return out.getvalue()


@pytest.fixture
def kept(hub, channel, keep, photograph):
    """The ids of a visible post with a picture, of the picture, and of its original."""
    entry = keep(channel, title="Badet", images=(Image(URL, "Badet"),))
    original = Original(BytesIO(photograph), 5)
    found = (timeline_of(hub), entry, URL, b"RIFF....WEBP", 2, 1, "image/webp", "image/jpeg")
    name = add_picture(*found, original)
    transaction.commit()
    return entry, name, sha256(photograph).hexdigest()


def test_a_reader_of_the_record_saves_it_byte_by_byte(kept, rut, photograph):
    entry, _name, original = kept
    page = rut.get(f"hub/@@record/{entry}").text
    assert f"@@record-original/{entry}/{original}" in page
    assert "Spara originalfilen" in page
    answer = rut.get(f"hub/@@record-original/{entry}/{original}")
    assert answer.content == photograph
    headers = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control")
    assert [answer.headers[name] for name in headers] == [
        "application/octet-stream",
        f'attachment; filename="{original}.jpg"',
        "nosniff",
        "private, no-store",
    ]


@pytest.mark.parametrize("who", [None, "cia", "anna"])
def test_others_do_not(kept, readers, browse, who):
    entry, _name, original = kept
    address = f"hub/@@record-original/{entry}/{original}"
    answer = browse(*(readers[who] if who else ())).get(address, allow_redirects=False)
    assert answer.status_code in (302, 401)
    assert PLACE not in answer.content


def test_what_there_is_not_is_not_found(kept, rut):
    entry, name, _original = kept
    for path in ("", f"/{entry}", f"/{entry}/{name}", f"/{entry}/å", "/x/y", f"/{entry}/x/y"):
        assert rut.get(f"hub/@@record-original{path}").status_code == 404


def doors(place):
    """The names of our pages, and of our services that are got, for a place."""
    for each in getGlobalSiteManager().registeredAdapters():
        ours = len(each.required) == 2 and each.required[1] is ISocialHubLayer
        if ours and each.provided is Interface and each.required[0].providedBy(place):
            method, is_service, service = each.name.partition("_application_json_")
            if not is_service:
                yield f"@@{each.name}"
            elif method == "GET" and service:
                yield service


@pytest.mark.long
def test_no_door_gives_it_to_a_visitor(kept, hub, channel, browse, request_factory):
    entry, name, original = kept
    page, service = browse(), request_factory(basic_auth=None)
    tails = ("", f"/{entry}", *(f"/{entry}/{each}" for each in (name, original, f"{original}.jpg")))
    looked, found = 0, []
    for at, place in {"hub": hub, "hub/kultur/" + channel.id: channel}.items():
        for door in sorted({*doors(place)}):
            for tail in tails:
                session, bare = (page, "?ajax_load=1") if door[1] == "@" else (service, "")
                answer = session.get(f"{at}/{door}{tail}{bare}", allow_redirects=False)
                looked += answer.status_code == 200
                if PLACE in answer.content or original.encode() in answer.content.replace(
                    tail.encode(), b""
                ):
                    found.append((at, door, tail))
    assert found == []
    assert looked > 20


def test_it_goes_with_its_pictures(kept, hub, rut):
    entry, _name, original = kept
    timeline = timeline_of(hub)
    sources = needed_sources(timeline.unmasked(entry))
    erase_pictures(timeline, entry, {"when": 1, "by": "a", "decision": "b"})
    address = f"hub/@@record-original/{entry}/{original}"
    transaction.commit()
    assert rut.get(address).status_code == 404
    delete_files(timeline, sources)
    assert dict(timeline.root["originals"]) == {}


def test_the_page_says_what_is_not_kept_and_why(hub, kept, rut):
    entry, *_rest = kept
    stored = timeline_of(hub).unmasked(entry)
    more = [{"src": f"https://x.se/{number}.jpg", "alt": None} for number in range(5)]
    stored["images"] = (*stored["images"], *more)
    stored["media"] = ({"url": "https://x.se/f.mp4", "type": "video/mp4"},)
    box = timeline_of(hub).root["channels"][stored["channel"]]
    box["failed"] = OOBTree({more[0]["src"]: ("too_big", {"limit": "10"})})
    transaction.commit()
    page = " ".join(unescape(rut.get(f"hub/@@record/{entry}").text).split())
    reasons = (
        "Svaret är större än 10 MB",
        "Bara de fyra första bilderna i ett inlägg",
        "Filmer och",
    )
    for said in reasons:
        assert said in page
