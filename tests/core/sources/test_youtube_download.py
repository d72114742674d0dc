"""YouTube's table of films, in any language."""

import pytest

PLACE = "Takeout/YouTube and YouTube Music/"
ID, CHANNEL = "dQw4w9WgXcQ", "UC0123456789abcdefghijkl"
ENGLISH = (
    "Video ID,Approx Duration (ms),Video Audio Language,Video Category,"
    "Video Description (Original),Channel ID,Tag 1,Video Title (Original),Privacy,"
    "Video State,Video Create Timestamp,Video Publish Timestamp\n"
)
SWEDISH = (
    "Video-id,Längd,Språk,Kategori,Beskrivning,Kanal-id,Tagg 1,Rubrik,Sekretess,Status,Skapad,"
    "Publicerad\n"
)


def film(seen_by="Public", title="Badet öppnar", id=ID):
    when = "2026-06-18T10:00:00+00:00,2026-06-19T10:00:00+00:00"
    return (
        f'{id},61000,sv,News,"En film, om badet",{CHANNEL},bad,{title},{seen_by},Processed,{when}\n'
    )


@pytest.mark.parametrize(
    ("path", "head", "seen_by"),
    [
        (PLACE + "video metadata/videos.csv", ENGLISH, "Public"),
        ("Takeout/YouTube och YouTube Music/videometadata/videor.csv", SWEDISH, "Offentlig"),
        ("x/YouTube och YouTube Music/videometadata/videor.csv", SWEDISH, "offentlig"),
    ],
)
def test_a_film_is_told_by_its_cells(posts, path, head, seen_by):
    [post] = posts({path: head + film(seen_by)})
    assert (post.title, post.text) == ("Badet öppnar", "En film, om badet")
    assert (post.link, post.closed) == (f"https://www.youtube.com/watch?v={ID}", "")
    assert post.moment == 1781863200


@pytest.mark.parametrize("seen_by", ["Private", "Unlisted", "Privat", "Olistad"])
def test_only_a_public_film_may_become_public(posts, seen_by):
    [post] = posts({PLACE + "video metadata/videos.csv": ENGLISH + film(seen_by)})
    assert post.closed == "private"


def test_other_tables_are_no_films_and_not_told_as_misunderstood(report, zipped):
    comments = f"Comment ID,Channel ID,Video ID,Comment Text\nUgx,{CHANNEL},{ID},Tack\n"
    listed = f"Video ID,Playlist Video Creation Timestamp\n{ID},2026-06-19T10:00:00+00:00\n"
    told = report(
        zipped(
            {
                PLACE + "video metadata/videos.csv": ENGLISH
                + film()
                + film("Public", "", "aaaaaaaaaaa"),
                PLACE + "comments/comments.csv": comments,
                PLACE + "playlists/Bad-videos.csv": listed,
            }
        )
    )
    assert [(each.posts, each.strange) for each in told.files] == [(1, 0)]
    assert told.others == 2
