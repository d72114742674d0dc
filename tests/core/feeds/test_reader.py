import pickle
from datetime import timedelta
from hashlib import sha256

import pytest
from helpers.core.feeds import DATA, NOW

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.mapping import BLUESKY
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import finish_retrieval, parse_feed, retrieve_feed
from katrineholm.socialhub.core.feeds.response import Headers
from katrineholm.socialhub.core.feeds.retrieval import Response

EARLIER = NOW - timedelta(days=1)
URL = "https://e.se/feed"
BODY = b"<rss version='2.0'><channel><ttl>60</ttl><item><link>/a</link></item></channel></rss>"
DIGEST = sha256(BODY).hexdigest()
KNOWN = FeedState('W/"1"', "Thu, 02 Oct 2025 13:00:00 GMT", DIGEST, EARLIER)
VALIDATORS = {"ETag": KNOWN.etag, "Last-Modified": KNOWN.last_modified}


NOTHING = FeedState()


def answering(headers=None, body=BODY, status=200, *, url=URL, moved_to="", whole=False):
    """A server that gives this answer to every question."""

    def ask(address, known, *, now):
        return Response(url, status, Headers(headers or {}), body, moved_to, whole)

    return ask


def read(address, known=NOTHING, *, now, ask):
    """All parts of a reading, one after the other."""
    received = retrieve_feed(address, known, now=now, ask=ask)
    if received is None or not received.body:
        return received and received.reading
    feed = parse_feed(received.body, received.content_type, received.url, now)
    return finish_retrieval(received, feed)


def test_a_new_feed_is_read_and_its_validators_kept_byte_for_byte():
    reading = read(URL, now=NOW, ask=answering(VALIDATORS, whole=True))
    assert [entry.link for entry in reading.feed.entries] == ["https://e.se/a"]
    assert reading.known == FeedState(KNOWN.etag, KNOWN.last_modified, DIGEST, NOW)


def test_a_new_body_from_a_server_without_validators_is_remembered():
    reading = read(URL, now=NOW, ask=answering(whole=True))
    assert reading.known == FeedState(digest=DIGEST, whole_at=NOW)


@pytest.mark.parametrize(
    "ask",
    [
        answering(status=304, body=b""),
        answering(VALIDATORS, status=304, body=b""),
        answering(VALIDATORS),
    ],
)
def test_nothing_new_is_none(ask):
    assert read(URL, KNOWN, now=NOW, ask=ask) is None


def test_a_server_without_validators_has_nothing_new_when_its_body_is_the_same():
    known = FeedState(digest=DIGEST, whole_at=None)
    assert read(URL, known, now=NOW, ask=answering(whole=True)) is None


@pytest.mark.parametrize("answer", [{"status": 304, "body": b""}, {"status": 200}])
def test_a_new_validator_is_remembered_without_a_feed(answer):
    ask = answering({**VALIDATORS, "ETag": '"2"'}, **answer)
    assert read(URL, KNOWN, now=NOW, ask=ask) == Reading(
        FeedState('"2"', KNOWN.last_modified, DIGEST, EARLIER)
    )


def test_a_validator_that_is_no_longer_sent_is_forgotten():
    assert read(URL, KNOWN, now=NOW, ask=answering({"ETag": KNOWN.etag})).known.last_modified == ""


def test_the_weekly_request_without_conditions_is_remembered():
    reading = read(URL, KNOWN, now=NOW, ask=answering(VALIDATORS, whole=True))
    assert reading == Reading(FeedState(KNOWN.etag, KNOWN.last_modified, DIGEST, NOW))


@pytest.mark.parametrize(("status", "known"), [(200, NOTHING), (304, KNOWN)])
def test_whether_the_server_stands_inside_is_remembered(status, known):
    def ask(address, known, *, now):
        return Response(URL, status, Headers(), BODY, whole=False, inside=True)

    assert read(URL, known, now=NOW, ask=ask).known.inside


def test_a_changed_body_is_read_under_the_same_validators():
    body = BODY.replace(b"/a", b"/b")
    reading = read(URL, KNOWN, now=NOW, ask=answering(VALIDATORS, body))
    assert reading.known.digest == sha256(body).hexdigest()
    assert [entry.link for entry in reading.feed.entries] == ["https://e.se/b"]


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, 3600),
        ({"Cache-Control": "max-age=7200"}, 7200),
        ({"Cache-Control": "max-age=60"}, 3600),
    ],
)
def test_the_longer_of_the_servers_and_the_feeds_wish_counts(headers, wait):
    assert read(URL, now=NOW, ask=answering(headers)).wait == wait


def test_a_permanent_move_is_told_even_when_nothing_is_new():
    ask = answering(status=304, body=b"", moved_to="https://ny.e.se/feed")
    assert read(URL, KNOWN, now=NOW, ask=ask) == Reading(KNOWN, moved_to="https://ny.e.se/feed")


def test_relative_addresses_are_resolved_where_the_answer_came_from():
    reading = read(URL, now=NOW, ask=answering(url="https://ny.e.se/x/feed"))
    assert reading.feed.entries[0].link == "https://ny.e.se/a"


def test_an_address_that_the_document_names_is_not_followed():
    body = b"""<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
    <atom:link rel="self" href="http://evil.example/feed"/></channel></rss>"""
    assert read(URL, now=NOW, ask=answering(body=body)).moved_to == ""


def test_a_page_instead_of_a_feed_is_refused():
    with pytest.raises(FeedError) as caught:
        read(URL, KNOWN, now=NOW, ask=answering(body=b"<!doctype html><p>Fel</p>"))
    assert caught.value.code == "html"


def test_the_waiting_and_the_computing_part_can_be_done_in_two_processes():
    received = retrieve_feed(URL, now=NOW, ask=answering(VALIDATORS))
    feed = parse_feed(received.body, received.content_type, received.url, NOW)
    assert pickle.loads(pickle.dumps((received, feed))) == (received, feed)


def test_the_stump_of_a_document_cut_off_is_no_entry():
    item = "<item><guid>a</guid><title>Hel</title></item>"
    feed = parse_feed(f'<rss version="2.0"><channel><title>T</title>{item}<item><ti'.encode())
    assert [entry.title for entry in feed.entries] == ["Hel"]
    with pytest.raises(FeedError, match="damaged") as refused:
        parse_feed(b'<rss version="2.0"><channel><title>T</title><item><ti')
    assert refused.value.code == "bad_feed"


FEEDS = sorted(each for each in DATA.iterdir() if each.suffix in (".xml", ".rdf", ".rss", ".json"))


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_a_feed_that_is_cut_off_anywhere_says_nothing_that_the_whole_one_does_not(path):
    """So nothing is doubled, or changed, when it comes whole: forty places of each sample."""
    whole = path.read_bytes()
    mapping = BLUESKY if path.name == "bluesky.json" else None
    entries = _entries_of(whole, mapping)
    cuts = [_entries_of(whole[: len(whole) * n // 41], mapping) for n in range(1, 41)]
    assert not [cut for cut in cuts if any(entry not in entries for entry in cut)]


def _entries_of(body, mapping):
    try:
        return parse_feed(body, "", URL, NOW, mapping).entries
    except FeedError:
        return ()
