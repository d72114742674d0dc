import json
import pickle
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.inbox.intake.comment_parser import (
    LONGEST,
    MOST,
    Comment,
    parsed_comments,
)
from katrineholm.socialhub.inbox.intake.comment_sources import Source

DATA = Path(__file__).parents[2] / "data"
NOW = datetime(2026, 5, 5, tzinfo=UTC)
POST = "https://kultur.example.se/sommarlov/"
STATUS = "https://social.example.se/@katrineholm/200"
FILM = "https://film.example.se/videos/watch/0f6c2d0e-0000-4000-8000-000000000001"
WORDPRESS = Source("https://kultur.example.se/comments/feed/atom/", "wordpress")
BLOGGER = Source("https://parken.example.se/feeds/comments/default", "blogger")
MASTODON = Source("https://social.example.se/api/v1/statuses/200/context", "mastodon", STATUS)
THREADS = "https://film.example.se/api/v1/videos/1/comment-threads"
PEERTUBE = Source(f"{THREADS}?count=50", "peertube", FILM)
THREAD = Source(f"{THREADS}/5", "thread", FILM)


def at(*moment):
    return int(datetime(*moment, tzinfo=UTC).timestamp())


def load(name, source):
    return parsed_comments((DATA / name).read_bytes(), "", source, NOW)


def context(*statuses):
    return json.dumps({"descendants": statuses}).encode()


def status(number=1, **values):
    url = f"https://a.se/@x/{number}"
    return {"id": str(number), "uri": url, "url": url, "content": "<p>Hej</p>"} | values


def test_wordpress_gives_all_comments_of_a_blog_with_what_each_answers():
    assert load("comments-wordpress.xml", WORDPRESS).comments == (
        Comment(
            id="https://kultur.example.se/?p=7#comment-12",
            permalink=f"{POST}comment-page-1/#comment-12",
            text="Ja, när börjar det?",
            received="<p>Ja, när <b>börjar</b> det?</p><script>alert(1)</script>",
            sender={"name": "Ville", "url": "https://ville.example.com/"},
            in_reply_to=f"{POST}#comment-11",
            thread=POST,
            published=at(2026, 5, 3, 8),
        ),
        Comment(
            id="https://kultur.example.se/?p=7#comment-11",
            permalink=f"{POST}#comment-11",
            text="Vad roligt!",
            received="<p>Vad roligt!</p>",
            sender={"name": "Åsa Ek"},
            in_reply_to=POST,
            thread=POST,
            published=at(2026, 5, 2, 8),
        ),
    )


def test_wordpress_rss_tells_the_post_but_not_what_is_answered():
    [comment] = load("comments-wordpress.rss", WORDPRESS).comments
    assert (comment.sender, comment.in_reply_to, comment.thread) == ({"name": "Åsa"}, POST, POST)


def test_blogger_gives_comments_without_the_mail_address_of_nobody():
    [comment] = load("comments-blogger.xml", BLOGGER).comments
    assert comment.sender == {"name": "Moa", "url": "https://www.blogger.example/profile/9"}
    assert comment.text == "Vilken fin park!\nTack."
    assert comment.thread == "https://parken.example.se/2026/05/park.html"
    assert comment.id == "tag:blogger.com,1999:blog-5.post-31"


def test_mastodon_gives_answers_with_their_warning_their_pictures_and_what_each_answers():
    first, own = load("comments-mastodon.json", MASTODON).comments
    assert first.text.split("\n") == [
        "Om trafiken",
        "När blir vägen klar?",
        "Vi väntar länge.",
        "https://filer.example/vag.jpg",
    ]
    assert first.sender == {
        "name": "Ville :blobcat:",
        "handle": "@ville@annan.example",
        "id": "77",
        "url": "https://annan.example/@ville",
    }
    assert (first.in_reply_to, first.thread) == (STATUS, STATUS)
    assert own.in_reply_to == first.permalink == "https://annan.example/@ville/900"
    assert own.sender["handle"] == "@katrineholm@social.example.se"
    assert first.id == "https://annan.example/users/ville/statuses/900"


def test_peertube_gives_comments_and_where_their_replies_are():
    found = load("comments-peertube.json", PEERTUBE)
    [comment] = found.comments
    assert (comment.text, comment.sender["handle"]) == ("Bra film!", "@moa@film.example.se")
    assert found.more == (THREAD,)


def test_a_thread_of_peertube_gives_its_replies():
    root, reply = load("comments-peertube-thread.json", THREAD).comments
    assert (root.in_reply_to, reply.in_reply_to) == (FILM, root.permalink)
    assert reply.sender["handle"] == "@ville@annan.example"


def test_what_is_found_can_be_sent_from_process_to_process():
    found = load("comments-mastodon.json", MASTODON)
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("source", [MASTODON, PEERTUBE])
@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b"null",
        b'"descendants"',
        b'{"descendants": {}, "data": {}}',
        b"<html>",
        b"",
        b"[" * 200_000,
        b'{"descendants":' * 50_000,
    ],
)
def test_a_document_of_another_kind_is_refused(body, source):
    with pytest.raises(FeedError):
        parsed_comments(body, "application/json", source, NOW)


@pytest.mark.parametrize("body", [b"", b"<html><body>Logga in</body></html>", b"{}", b"hej"])
def test_a_page_instead_of_a_blogs_comments_is_refused(body):
    with pytest.raises(FeedError):
        parsed_comments(body, "text/html", WORDPRESS, NOW)


@pytest.mark.parametrize(
    "values",
    [
        {"content": 7.5},
        {"content": ["<p>Hej</p>"]},
        {"content": ""},
        {"content": "<script>alert(1)</script>"},
        {"url": "javascript:alert(1)"},
        {"url": {"href": "https://a.se"}},
        {"url": None},
        {"url": "https://namn:lösen@a.se/1"},
    ],
)
def test_what_says_nothing_or_stands_nowhere_is_passed_over(values):
    body = context(status(1, **values), status(2))
    assert [each.permalink for each in parsed_comments(body, "", MASTODON, NOW).comments] == [
        "https://a.se/@x/2"
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"account": None},
        {"account": "ville"},
        {"account": {"acct": 1.5, "display_name": {}, "url": "data:text/html,x", "id": True}},
        {"created_at": "i går"},
        {"created_at": 10**30},
        {"in_reply_to_id": ["200"]},
        {"media_attachments": {"url": "x"}},
        {"spoiler_text": None},
    ],
)
def test_a_comment_with_something_wrong_beside_its_text_is_kept_without_that(values):
    [comment] = parsed_comments(context(status(1, **values)), "", MASTODON, NOW).comments
    assert (comment.text, comment.sender, comment.published) == ("Hej", {}, None)


def test_html_control_signs_and_half_signs_do_not_come_through():
    html = '<p onclick="x()">A\x00\u202e<img src=x onerror=alert(1)>\ud800B</p><style>p{}</style>'
    [comment] = parsed_comments(context(status(1, content=html)), "", MASTODON, NOW).comments
    assert comment.text == "AB"
    assert comment.received.encode()
    assert "onclick" in comment.received


def test_names_are_one_short_line():
    account = {"display_name": "A\r\nBcc: x@example.com\n" + "B" * 1000, "acct": "a"}
    [comment] = parsed_comments(context(status(1, account=account)), "", MASTODON, NOW).comments
    assert "\n" not in comment.sender["name"]
    assert len(comment.sender["name"]) <= 300


def test_length_and_number_have_limits():
    long = context(*(status(number, content="<p>" + "ord " * 10_000) for number in range(1, 300)))
    comments = parsed_comments(long, "", MASTODON, NOW).comments
    assert len(comments) == MOST
    assert max(len(each.text) for each in comments) <= LONGEST


def test_the_same_comment_twice_is_one():
    body = context(status(1), status(1, content="<p>En annan</p>"))
    assert [each.text for each in parsed_comments(body, "", MASTODON, NOW).comments] == ["Hej"]


def test_a_thread_that_is_endlessly_deep_or_wide_takes_no_time():
    number = iter(range(1, 10**6))

    def node(*children):
        comment = {"url": f"https://a.se/{next(number)}", "text": "Hej"}
        return {"comment": comment, "children": children}

    deep = node()
    for _each in range(300):
        deep = node(deep)
    wide = node(*(node() for _each in range(20_000)))
    started = process_time()
    for tree in (deep, wide):
        assert len(parsed_comments(json.dumps(tree).encode(), "", THREAD, NOW).comments) == MOST
    assert process_time() - started < 5


def test_an_address_is_made_of_whole_numbers_only():
    rows = [{"id": "5/../..", "totalReplies": 1}, {"id": True, "totalReplies": 1}]
    rows += [{"id": 10**30, "totalReplies": 1}, {"id": -1, "totalReplies": 1}]
    assert parsed_comments(json.dumps({"data": rows}).encode(), "", PEERTUBE, NOW).more == ()


def test_replies_are_asked_for_in_a_few_threads_only():
    rows = [{"id": number, "totalReplies": 1} for number in range(1, 60)]
    assert len(parsed_comments(json.dumps({"data": rows}).encode(), "", PEERTUBE, NOW).more) == 5
