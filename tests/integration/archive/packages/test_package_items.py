"""The files of a package."""

from zipfile import ZipFile

import pytest

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
    page = read(package, "index.html")
    assert f'src="../{shown["url"]}"' in page
    assert "<p>Öppet</p>" in page
    assert "dolt av kommunen" in page


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
    page = read(package, "view/index.html")
    assert "<p>Öppet</p>" in page
    assert "dolt av kommunen · maskat för besökare" in page
