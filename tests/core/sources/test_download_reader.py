"""What is told of a download, and what is never opened."""

import pytest

from katrineholm.socialhub.core.sources import download_reader
from katrineholm.socialhub.core.sources.download_errors import DownloadError
from katrineholm.socialhub.core.sources.download_reader import read_download
from katrineholm.socialhub.core.timeline.pictures import MAX_FETCHED

PLACE = "your_instagram_activity/media/posts_1.json"
POST = {"media": [{"uri": "media/posts/1.jpg", "creation_timestamp": 1781863200, "title": "Hej"}]}
THREADS = {"text_post_app_text_posts": [{"media": [], "title": "Tråd"}]}


def test_each_file_is_told_with_its_rows_and_what_was_not_understood(report, zipped):
    odd = {**POST, "mood": 1}
    files = {
        PLACE: [odd, {"surprise": 1}],
        "your_instagram_activity/threads/threads_and_replies.json": THREADS,
    }
    told = report(zipped(files))
    assert told.services == ("instagram", "threads")
    assert [
        (each.service, each.rows, each.posts, each.strange, each.unknown) for each in told.files
    ] == [
        ("instagram", 2, 1, 1, ("mood", "surprise")),
        ("threads", 1, 1, 0, ()),
    ]
    assert (told.posts, told.closed, told.lost) == (2, {"undated": 1}, 1)


def test_talks_logins_and_positions_are_never_opened(monkeypatch, zipped):
    opened = []
    rows = download_reader.file_rows
    monkeypatch.setattr(
        download_reader, "file_rows", lambda member: opened.append(member.path) or rows(member)
    )
    closed = {
        "messages": "your_instagram_activity/messages/inbox/anna_1/message_1.json",
        "logins": "security_and_login_information/login_and_profile_creation/login_activity.json",
        "positions": "personal_information/information_about_you/locations_of_interest.json",
    }
    never = {path: [1] for path in closed.values()}
    others = {"preferences/settings.json": [1], "preferences/readme.txt": "x"}
    with read_download([zipped({PLACE: [POST], **never, **others})]) as found:
        assert opened == [PLACE]
        assert found.report.left_out == dict.fromkeys(closed, 1)
        assert found.report.others == 1


def test_several_files_are_one_download(zipped):
    with read_download([zipped({PLACE: [POST]}), zipped({"ig/media/posts/1.jpg": b"x"})]) as found:
        assert (found.report.pictures, found.report.lost) == (1, 0)
        assert found.download.picture(found.posts[0].media[0].path) == b"x"


@pytest.mark.parametrize("name", ["posts_1.json", "min fil.json", "C:\\Hämtat\\posts_1.json"])
def test_a_file_that_comes_by_itself_is_told_by_its_shape(bare, name):
    with read_download([bare(name, [POST])]) as found:
        assert [each.text for each in found.posts] == ["Hej"]


def test_films_are_counted_and_not_brought_in(report, zipped):
    film = {"media": [{"uri": "media/reels/1.mp4", "title": "Film"}]}
    assert report(zipped({PLACE: [film]})).films == 1


def test_pictures_beyond_those_that_are_kept_of_a_post_are_counted(report, zipped):
    album = {"title": "Album", "media": [{"uri": f"media/{n}.jpg"} for n in range(7)]}
    assert report(zipped({PLACE: [album, POST]})).beyond == 7 - MAX_FETCHED


def test_more_posts_than_the_measure_are_refused(monkeypatch, zipped):
    monkeypatch.setattr(download_reader, "MOST_POSTS", 1)
    with pytest.raises(DownloadError) as fault, read_download([zipped({PLACE: [POST, POST]})]):
        pass
    assert fault.value.code == "too_many_posts"


def test_a_zip_of_something_else_is_refused(zipped):
    with (
        pytest.raises(DownloadError) as fault,
        read_download([zipped({"holiday/beach.jpg": b"x"})]),
    ):
        pass
    assert fault.value.code == "unknown"
