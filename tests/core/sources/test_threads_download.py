"""Threads: the words stand where there is no picture, or at the post."""

import pytest

PATH = "your_instagram_activity/threads/threads_and_replies.json"
AT = 1781863201


def post(words="", title=None, uri="", **more):
    found = {"media": [{"uri": uri, "creation_timestamp": AT, "title": words, **more}]}
    return found if title is None else {**found, "title": title}


@pytest.mark.parametrize(
    "told", [post("Hej på er"), post(title="Hej på er"), post("x", "Hej på er")]
)
def test_the_words_are_taken_from_either_place(posts, told):
    [found] = posts({PATH: {"text_post_app_text_posts": [told]}})
    assert (found.text, found.media, found.moment, found.closed) == ("Hej på er", (), AT, "")


def test_an_answer_to_somebody_is_never_public(posts):
    [found] = posts({PATH: {"text_post_app_text_posts": [post("@anna Tack!")]}})
    assert found.closed == "reply"


def test_a_post_with_neither_is_not_understood(report, zipped):
    told = report(zipped({PATH: {"text_post_app_text_posts": [post("Hej"), {"other": 1}]}}))
    assert [(each.rows, each.posts, each.strange, each.unknown) for each in told.files] == [
        (2, 1, 1, ("other",))
    ]
