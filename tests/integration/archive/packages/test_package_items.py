"""The files of a package."""

from hashlib import sha256
from zipfile import ZipFile

import pytest
import transaction
from lxml import etree

from katrineholm.socialhub.core.timeline.decisions import hide_entry, mask_entry
from katrineholm.socialhub.core.timeline.pictures import stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of


def test_an_administration_s_has_all_of_its_channels(order, read, posts):
    _status, package = order("--administration", "hub/kultur")
    assert len(posts(package)) == 4
    assert len(read(package, "register.csv").splitlines()) == 3


def test_its_picture_lies_in_it_and_the_page_shows_it(package, read, posts, picture):
    [post] = [each for each in posts(package) if each["name"] == "Badet"]
    [shown] = post["attachment"]
    with ZipFile(package) as zipped:
        [name] = [each for each in zipped.namelist() if each.endswith(shown["url"])]
        assert zipped.read(name) == picture
    page = read(package, "kanal-1-sida-1.html")
    assert f'src="../{shown["url"]}"' in page
    assert "<p>Öppet</p>" in page
    assert "dolt av kommunen" in page


def test_its_original_lies_beside_it_and_every_file_has_its_format(package, read, posts, original):
    [post] = [each for each in posts(package) if each["name"] == "Badet"]
    [shown] = post["attachment"]
    kept = shown["hub:original"]
    assert kept["url"] == f"originals/{sha256(original).hexdigest()}.jpg"
    assert (kept["mediaType"], kept["hub:declaredType"]) == ("image/jpeg", "image/jpg")
    with ZipFile(package) as zipped:
        [name] = [each for each in zipped.namelist() if each.endswith(kept["url"])]
        assert zipped.read(name) == original
    told = etree.fromstring(read(package, "posts/metadata/preservation/premis.xml").encode())
    premis = {"p": "http://www.loc.gov/premis/v3"}
    ids = dict.fromkeys(["jpg", "webp", "jsonl", "csv", "html"], "")
    for file in told.xpath("//p:object[.//p:format]", namespaces=premis):
        path = file.findtext(".//p:objectIdentifierValue", namespaces=premis)
        ids[path.rpartition(".")[2]] = file.findtext(".//p:formatRegistryKey", namespaces=premis)
    assert ids == {
        **{"jpg": "fmt/43", "webp": "fmt/566", "jsonl": "fmt/2054"},
        **{"csv": "x-fmt/18", "html": "fmt/471"},
    }
    [event] = told.xpath("//p:event[p:eventType='migration']", namespaces=premis)
    linked = event.xpath(".//p:linkingObjectIdentifierValue/text()", namespaces=premis)
    assert linked == [f"data/{kept['url']}", f"data/{shown['url']}"]
    assert event.findtext("p:eventDateTime", namespaces=premis).startswith("2026-08-06T")


def test_what_is_not_kept_is_said_with_its_reason(hub, order, posts, read):
    keep_media = {
        "images": [{"src": f"https://x.se/{n}.jpg", "alt": None} for n in range(5)],
        "media": ({"url": "https://x.se/f.mp4", "type": "video/mp4"},),
    }
    timeline = timeline_of(hub)
    [post] = [
        each for each in all_entries(timeline, hub.kultur.bloggen.UID()) if each["title"] == "Dolt"
    ]
    post.update(keep_media)
    transaction.commit()
    _status, package = order("--channel", "hub/kultur/bloggen")
    [told] = [each for each in posts(package) if each["name"] == "Dolt"]
    reasons = [each["hub:reason"] for each in told["hub:notKept"]]
    assert reasons == ["unknown"] * 4 + ["beyond", "film"]
    page = read(package, "kanal-1-sida-1.html")
    assert "https://x.se/f.mp4<br>Filmer och ljud sparas inte, bara deras adress." in page


@pytest.fixture
def masked(hub):
    """The post with a picture, masked in its words and its picture, and hidden."""
    timeline = timeline_of(hub)
    [post] = [
        each for each in all_entries(timeline, hub.kultur.bloggen.UID()) if each["title"] == "Badet"
    ]
    names = [each["name"] for each in stored_pictures(timeline, post)]
    mask_entry(timeline, post["entry_id"], ["Badet", "Öppet"], names, reason="x", by="ida", now=1)
    hide_entry(timeline, post["entry_id"], by="ida", now=1)


@pytest.mark.usefixtures("masked")
def test_what_visitors_do_not_see_of_a_post_is_in_it_whole(package, read, posts, picture):
    [post] = [each for each in posts(package) if each["name"] == "Badet"]
    with ZipFile(package) as zipped:
        [name] = [each for each in zipped.namelist() if "/pictures/" in each]
        assert zipped.read(name) == picture
    assert post["attachment"][0]["url"] == f"pictures/{name.rpartition('/')[2]}"
    page = read(package, "kanal-1-sida-1.html")
    assert '<p><mark title="Maskat för besökare: x">Öppet</mark></p>' in page
    hidden = "dolt av kommunen 1 januari 1970 kl. 01.00 av ida"
    assert f"<strong>{hidden}</strong> · maskat för besökare" in page
