"""TikTok: wherever the list of films lies, and however its keys are written."""

import pytest

FILM = {
    "Date": "2026-06-19 10:00:00",
    "Link": "https://v.tiktok.com/x",
    "Title": "Badet",
    "Likes": "7",
}


@pytest.mark.parametrize(
    "around",
    [
        lambda films: {"Video": {"Videos": {"VideoList": films}}},
        lambda films: {"Activity": {"Video": {"Videos": {"VideoList": films}}}},
        lambda films: {"Post": {"Posts": {"VideoList": films}}},
        lambda films: {"Your Activity": {"videos": {"videolist": films}}},
    ],
)
def test_the_list_of_films_is_found(posts, around):
    lower = {name.lower(): value for name, value in FILM.items()}
    for film in (FILM, lower):
        [post] = posts({"user_data_tiktok.json": around([film])})
        assert (post.text, post.moment, post.link) == ("Badet", 1781863200, "")


@pytest.mark.parametrize("place", ["tiktokv.com/share", "tiktok.com/@kommunen", "tiktok.com/@"])
def test_a_film_has_its_address_where_the_download_tells_its_number(posts, place):
    film = {**FILM, "Link": f"https://www.{place}/video/7200000000000000001/"}
    [post] = posts({"user_data_tiktok.json": {"VideoList": [film]}})
    assert post.link == "https://www.tiktok.com/@/video/7200000000000000001"


@pytest.mark.parametrize(
    ("seen_by", "closed"), [("Public", ""), ("Friends", "private"), ("Alla?", "private")]
)
def test_a_film_for_friends_is_never_public(posts, seen_by, closed):
    [post] = posts({"user_data.json": {"VideoList": [{**FILM, "WhoCanView": seen_by}]}})
    assert post.closed == closed


def test_a_film_without_words_is_left_out(report, zipped):
    bare = {"VideoList": [{"Date": FILM["Date"], "Link": FILM["Link"]}, {"Other": 1}]}
    [told] = report(zipped({"user_data_tiktok.json": bare})).files
    assert (told.left_out, told.strange) == ({"empty": 1}, 1)


@pytest.mark.parametrize("path", ["Posts.txt", "TikTok/Post/Posts.txt", "Video/Videos.txt"])
def test_the_text_files_are_read(posts, path):
    text = (
        "Date: 2026-06-19 10:00:00 UTC\nLink: https://v.tiktok.com/x\nLike(s): 7\n"
        "Who can view: Public\nTitle: Badet\nöppnar i dag\n\n\r\n"
        "Date: 2026-06-18 10:00:00\nLink: https://v.tiktok.com/y\nTitle: Hemligt\n"
        "Who can view: Friends\n"
    )
    public, private = posts({path: text})
    assert (public.text, public.moment, public.closed) == ("Badet\nöppnar i dag", 1781863200, "")
    assert (private.text, private.closed) == ("Hemligt", "private")


def test_other_text_files_are_no_posts(report, zipped):
    told = report(zipped({"Posts.txt": "Date: 2026-06-19\nLink: x\nTitle: Hej\n", "a.txt": "Hej"}))
    assert [file.path for file in told.files] == ["Posts.txt"]
