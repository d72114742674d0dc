"""A download that is read in one process and kept in another."""

import pytest
from helpers.core.downloads import instagram

from katrineholm.socialhub.core.sources.download_errors import DownloadError
from katrineholm.socialhub.core.sources.download_transfer import download_contents, picture_hash


def run(function, *args, seconds, files):
    return function([each.fileno() for each in files], *args)


def test_posts_and_pictures_come_back_in_their_order(bare):
    files = instagram("Hej", "Då", pictures=[b"one", b"two", b"three"])
    with download_contents([files], ("instagram",), 2, run) as found:
        first, second = found.posts()
        assert [*found.posts()] == [first, second]
        assert (found.report.posts, second.post.text, second.pictures) == (2, "Då", ())
        assert [origin for _path, _alt, origin in first.pictures] == [
            picture_hash(b"one"),
            picture_hash(b"two"),
        ]
        assert [*found.pictures([path for path, _alt, _origin in first.pictures])] == [None, None]


def test_the_files_can_be_read_again_wherever_the_other_process_has_left_them(tmp_path):
    path, data = tmp_path / "download.zip", instagram("Hej").stream.getvalue()
    path.write_bytes(data)
    with path.open("rb") as stream:
        upload = type(instagram())("download.zip", stream)
        stream.read(10)
        with download_contents([upload], ("instagram",), 4, run):
            stream.seek(0)
            assert stream.read() == data


def test_what_is_wrong_with_a_download_is_raised(bare):
    with (
        pytest.raises(DownloadError),
        download_contents([bare("a.zip", "PK")], ("instagram",), 4, run),
    ):
        pass
