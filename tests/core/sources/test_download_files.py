"""A download's files are opened without trusting any of them."""

import io
import stat
import struct
import time
from zipfile import ZIP_LZMA, ZipFile, ZipInfo

import pytest

from katrineholm.socialhub.core.sources import download_files
from katrineholm.socialhub.core.sources.download_errors import DownloadError
from katrineholm.socialhub.core.sources.download_files import Upload, open_download, open_member
from katrineholm.socialhub.core.sources.download_reader import read_download

POSTS = "your_instagram_activity/media/posts_1.json"
POST = [{"media": [{"uri": "media/posts/1.jpg", "creation_timestamp": 1781863200, "title": "Hej"}]}]


def fault_of(*uploads):
    with pytest.raises(DownloadError) as found, read_download(uploads):
        pass
    return found.value


@pytest.mark.parametrize(
    "path",
    ["../a.json", "a/../../b.json", "/etc/a.json", "C:/a.json", "..\\a.json", "\\\\server\\a.json"],
)
def test_a_file_that_wants_to_lie_outside_refuses_the_whole(zipped, path):
    fault = fault_of(zipped({POSTS: POST, path: "[]"}))
    assert fault.code == "outside"
    assert "download.zip" in str(fault)


def test_a_link_among_the_files_refuses_the_whole():
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        link = ZipInfo("media/posts/1.jpg")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert fault_of(Upload("a.zip", out)).code == "link"


def test_too_many_files_are_told_before_their_list_is_read(monkeypatch, zipped):
    many = zipped({f"media/{number}.txt": b"" for number in range(70_000)})
    assert fault_of(many).code == "too_many"
    data = bytearray(zipped({POSTS: POST}).stream.getvalue())
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<L", download_files.MOST_DIRECTORY + 1)
    assert fault_of(Upload("a.zip", io.BytesIO(bytes(data)))).code == "too_many"


@pytest.mark.parametrize(
    ("files", "place", "code"), [(1, 0, None), (10**6, 0, "too_many"), (1, 9, "not_a_zip")]
)
def test_the_end_of_a_large_zip_is_believed_whatever_the_old_one_says(zipped, files, place, code):
    """Python reads the list of files by the end that a ZIP64 has before its old one."""
    data = zipped({POSTS: POST}).stream.getvalue()
    at = data.rfind(b"PK\x05\x06")
    length, offset = struct.unpack("<2L", data[at + 12 : at + 20])
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, files, files, length, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at - place, 1)
    large = Upload("a.zip", io.BytesIO(data[:at] + end + locator + data[at:]))
    if code:
        assert fault_of(large).code == code
    else:
        with read_download([large]) as found:
            assert len(found.posts) == 1


def test_a_bomb_is_not_opened(zipped):
    assert fault_of(zipped({POSTS: b"[" + b" " * 20_000_000 + b"]"})).code == "bomb"
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_LZMA) as archive:
        archive.writestr(POSTS, b" " * 2_000_000)
    assert fault_of(Upload("a.zip", out)).code == "bomb"


def test_what_is_to_be_read_is_no_more_than_a_measure(monkeypatch, zipped):
    monkeypatch.setattr(download_files, "MOST_ALL_TEXT", 10)
    assert fault_of(zipped({POSTS: POST})).code == "too_large"


def test_a_locked_zip_is_refused(zipped):
    data = bytearray(zipped({POSTS: POST}).stream.getvalue())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert fault_of(Upload("a.zip", io.BytesIO(bytes(data)))).code == "encrypted"


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_half_an_upload_is_refused(zipped, kept):
    data = zipped({POSTS: POST * 50}).stream.getvalue()
    half = data[: int(len(data) * kept)]
    assert fault_of(Upload("a.zip", io.BytesIO(half))).code == "not_a_zip"


def test_damaged_bytes_within_are_told_by_the_file(zipped):
    data = bytearray(
        zipped({POSTS: [{"media": [], "title": str(n)} for n in range(99)]}).stream.getvalue()
    )
    data[200:220] = b"\xff" * 20
    assert fault_of(Upload("a.zip", io.BytesIO(bytes(data)))).code == "damaged"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("posts_1.json", "<!doctype html><title>Inlägg</title>", "html"),
        ("a.zip", "no zip at all", "not_a_zip"),
        ("a.pdf", "%PDF-1.7", "kind"),
        ("posts_1.json", '[{"media": [', "damaged"),
        ("posts_1.json", "", "damaged"),
        ("posts_1.json", '{"a": "b"}', "unknown"),
        ("posts_1.json", '[{"media":' + "[" * 100, "too_deep"),
    ],
)
def test_what_is_no_download_is_refused_in_one_sentence(bare, name, content, code):
    fault = fault_of(bare(name, content))
    assert fault.code == code
    assert "${" not in str(fault)


def test_lists_in_lists_without_end_cost_nothing(bare):
    began = time.process_time()
    assert fault_of(bare("posts_1.json", '[{"media":' + "[" * 100_000)).code == "too_deep"
    assert time.process_time() - began < 1


def test_nothing_at_all_is_refused():
    assert fault_of().code == "nothing"


def test_a_download_of_web_pages_says_what_to_order(zipped):
    assert fault_of(zipped({"your_instagram_activity/media/posts_1.html": "<p>Hej"})).code == "html"


def test_an_object_of_endless_parts_is_refused(bare):
    endless = [{"media": [{"uri": str(n)} for n in range(30_000)]}]
    assert fault_of(bare("posts_1.json", endless)).code == "too_deep"


def test_a_picture_is_found_by_the_end_of_its_path_in_whichever_file(zipped):
    first = zipped({"ig/media/posts/1.jpg": b"one", "ig/media/stories/1.jpg": b"two"})
    with open_download([zipped({POSTS: POST}), first]) as download:
        assert download.picture("media/posts/1.jpg") == b"one"
        assert download.picture("/this_export/ig/media/stories/1.jpg") == b"two"
        assert download.picture("media/posts/2.jpg") is None
        assert not download.has("sts/1.jpg")


def test_pictures_of_one_name_are_found_as_soon_as_others(zipped):
    paths = [f"{number}/media/1.jpg" for number in range(10_000)]
    with open_download([zipped(dict.fromkeys(paths, b""))]) as download:
        began = time.process_time()
        assert all(download.has(f"/elsewhere/{path}") for path in paths)
        assert download.has("media/1.jpg")
        assert time.process_time() - began < 2


def test_a_picture_of_more_than_ten_megabytes_is_passed_over(monkeypatch, zipped):
    monkeypatch.setattr(download_files, "MOST_PICTURE", 2)
    with open_download([zipped({"media/1.jpg": b"one"})]) as download:
        assert download.picture("media/1.jpg") is None


def test_a_member_is_read_as_it_lies(zipped):
    with open_download([zipped({"a/b.json": b"[1]"})]) as download:
        [member] = download.members.values()
        with open_member(member) as stream:
            assert (stream.read(), member.size) == (b"[1]", 3)
