"""X's scripts: parts, long posts, answers and what only repeats others."""

import json
from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.sources.download_post import Medium
from katrineholm.socialhub.core.sources.download_reader import read_download

ACCOUNT = [{"account": {"username": "katrineholm", "accountId": "42"}}]


def script(rows, name="tweets.part0", end=""):
    return f"window.YTD.{name} = {json.dumps(rows, indent=1)}{end}"


def tweet(
    id="2067910257669046272", words="Midsommar &amp; bad https://t.co/x1 https://t.co/p1", **more
):
    media = [{"url": "https://t.co/p1", "media_url_https": "https://pbs.twimg.com/media/AbC.jpg"}]
    return {
        "tweet": {
            "id_str": id,
            "created_at": "Fri Jun 19 10:00:00 +0000 2026",
            "full_text": words,
            "entities": {
                "urls": [{"url": "https://t.co/x1", "expanded_url": "https://example.se"}]
            },
            "extended_entities": {"media": media},
            "retweeted": False,
            **more,
        }
    }


def archive(*tweets, **files):
    return {
        "data/account.js": script(ACCOUNT, "account.part0"),
        "data/tweets.js": script(tweets),
        **files,
    }


def test_a_tweet_has_its_whole_addresses_and_its_own(posts):
    [post] = posts(archive(tweet()))
    assert post.text == "Midsommar & bad https://example.se"
    assert post.link == "https://x.com/katrineholm/status/2067910257669046272"
    assert post.media == (Medium("2067910257669046272-AbC.jpg"),)
    assert post.moment == 1781863200


def test_a_script_may_end_with_a_semicolon_and_be_one_of_several_parts(posts):
    part = script([tweet("2")], "tweets.part1", end=";\n")
    assert len(posts(archive(tweet("1"), **{"data/tweets-part1.js": part}))) == 2


def test_the_older_names_are_known(posts):
    old = script(
        [{"id_str": "7", "created_at": "2012-06-19 10:00:00 +0000", "text": "Hej"}], "tweet.part0"
    )
    assert [each.text for each in posts({"x-2012/data/js/tweets/2012_06.js": old})] == ["Hej"]
    assert len(posts({"data/tweet.js": script([tweet()], "tweet.part0")})) == 1


@pytest.mark.parametrize("around", ["", "twitter-2019-05-01-abc/"])
def test_an_archive_without_folders_is_read_with_its_pictures(zipped, around):
    name = "2067910257669046272-AbC.jpg"
    files = {
        f"{around}account.js": script(ACCOUNT, "account.part0"),
        f"{around}tweet.js": script([tweet()], "tweet.part0"),
        f"{around}tweet_media/{name}": b"x",
        f"{around}direct-message.js": script([], "direct_message.part0"),
    }
    with read_download([zipped(files)]) as found:
        [post] = found.posts
        assert found.download.picture(post.media[0].path) == b"x"
    assert post.link == "https://x.com/katrineholm/status/2067910257669046272"
    assert found.report.left_out == {"messages": 1}


def test_what_only_repeats_somebody_is_left_out_and_answers_are_never_public(report, zipped):
    other, own = {"in_reply_to_user_id_str": "7"}, {"in_reply_to_user_id_str": "42"}
    files = archive(tweet("1", "RT @a: Hej"), tweet("2", **other), tweet("3", **own))
    told = report(zipped(files))
    assert (told.posts, told.closed) == (2, {"reply": 1})
    assert told.files[1].left_out == {"repost": 1}


@pytest.mark.parametrize(("second", "is_found"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_long_post_stands_in_the_place_of_its_beginning(posts, second, is_found):
    begins = "En mycket lång text om midsommar i parken och mycket annat"
    note = {
        "noteTweetId": "9",
        "createdAt": datetime.fromtimestamp(1781863200 + second, UTC).isoformat(),
        "core": {"text": begins + " som går vidare.", "urls": []},
    }
    notes = script([{"noteTweet": note}], "note_tweet.part0")
    short = tweet(words=begins + "… https://t.co/y")
    [post] = posts(archive(short, **{"data/note-tweet.js": notes}))
    assert post.text == begins + (" som går vidare." if is_found else "… https://t.co/y")


def test_a_description_is_kept_where_there_is_one(posts):
    media = [{"url": "u", "media_url_https": "https://p.se/a.jpg", "ext_alt_text": "En plog"}]
    [post] = posts(archive(tweet("5", extended_entities={"media": media})))
    assert post.media[0].alt == "En plog"
