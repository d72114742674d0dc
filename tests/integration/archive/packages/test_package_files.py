"""Where packages are made, and how they are downloaded."""

from pathlib import Path
from tempfile import gettempdir

import pytest
import transaction

from katrineholm.socialhub.archive.packages import order_storage, package_files
from katrineholm.socialhub.archive.packages.package_files import old_folder, scratch_folder


def test_a_package_is_made_in_a_folder_of_its_own_that_is_deleted_afterwards(tmp_path):
    with scratch_folder({"SOCIALHUB_PACKAGES": str(tmp_path / "new")}) as folder:
        assert (folder.parent, folder.stat().st_mode & 0o777) == (tmp_path / "new", 0o700)
    assert not folder.exists()
    with scratch_folder({}) as folder:
        assert folder.parent == Path(gettempdir())


def test_an_earlier_release_kept_them_in_the_same_folder_or_zopes(hub):
    assert old_folder(hub, {"SOCIALHUB_PACKAGES": "/srv/x"}) == Path("/srv/x", hub.UID())
    assert old_folder(hub, {}).parent.name == "socialhub-packages"


def test_a_link_of_another_is_not_followed(tmp_path, folder):
    folder.mkdir()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "file").write_text("")
    (folder / "socialhub-package-x").symlink_to(tmp_path / "theirs")
    package_files.delete_remains()
    assert (tmp_path / "theirs" / "file").exists()


@pytest.mark.parametrize("path", ["", "/{id}", "/{id}/0", "/{id}/2", "/{id}/x", "/nope/1"])
def test_what_is_no_file_of_a_ready_package_is_not_found(browse, archivist, ordered, made, path):
    made(ordered)
    assert browse(*archivist).get(f"hub/@@package{path.format(id=ordered)}").status_code == 404


def test_a_package_that_is_not_stored_yet_is_not_offered(hub, browse, archivist, ordered, made):
    order = made(ordered)
    order_storage.update_order(hub, ordered, state="building")
    transaction.commit()
    assert browse(*archivist).get(f"hub/@@package/{order.id}/1").status_code == 404


@pytest.fixture
def download(browse, archivist, hub, ordered, made, monkeypatch):
    """A function that downloads a package, which is stored in small pieces, and gives its bytes."""
    monkeypatch.setattr(package_files, "PIECE_SIZE", 10_000)
    monkeypatch.setattr(order_storage, "PIECE_SIZE", 10_000)
    made(ordered)
    assert len(order_storage.part_pieces(hub, ordered, 1)) > 1
    return lambda **headers: browse(*archivist).get(
        f"hub/@@package/{ordered}/1", headers={"Accept-Encoding": "identity"} | headers
    )


def test_it_is_downloaded_whole(download, hub, ordered, stored_file):
    order = order_storage.find_order(hub, ordered)
    answer = download()
    assert (answer.status_code, answer.content) == (200, stored_file(order).read_bytes())
    told = {name: answer.headers[name] for name in ("Content-Length", "Accept-Ranges", "ETag")}
    [part] = order.parts
    assert told == {
        "Content-Length": str(part["size"]),
        "Accept-Ranges": "bytes",
        "ETag": f'"{part["sha256"]}"',
    }


@pytest.mark.parametrize(
    ("asked", "slice_"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=9999-10000", slice(9999, 10001)),
        ("bytes=10000-", slice(10000, None)),
        ("bytes=-5", slice(-5, None)),
        ("bytes=3-999999999", slice(3, None)),
    ],
)
def test_it_is_continued_from_where_it_was_broken_off(download, asked, slice_):
    whole = download()
    part = download(Range=asked, **{"If-Range": whole.headers["ETag"]})
    assert (part.status_code, part.content) == (206, whole.content[slice_])
    start, size = range(len(whole.content))[slice_].start, len(whole.content)
    end = start + len(part.content) - 1
    assert part.headers["Content-Range"] == f"bytes {start}-{end}/{size}"
    assert part.headers["Content-Length"] == str(len(part.content))


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=0-1,5-6"},
        {"Range": "lines=1-2"},
        {"Range": "bytes=x"},
        {"Range": "bytes=5-", "If-Range": '"another"'},
    ],
)
def test_what_is_no_one_range_of_this_file_gives_it_whole(download, headers):
    answer = download(**headers)
    assert (answer.status_code, answer.content) == (200, download().content)


def test_what_lies_behind_its_end_is_refused(download):
    size = len(download().content)
    answer = download(Range=f"bytes={size}-")
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{size}")
