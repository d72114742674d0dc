"""The download of X, formerly Twitter: tweets, and the long posts of which they are the start."""

import re
from dataclasses import replace
from html import unescape
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from .download_post import REPLY, REPOST, Medium, Post, unique_posts
from .download_row import ACCOUNT, Row, RowContent, RowReader, Values, objects, text
from .timestamps import timestamp_seconds

# Fri Jun 19 10:00:00 +0000 2026
WHEN = re.compile(r"\w{3} (\w{3}) (\d\d) (\S+ \S+) (\d{4})")
LONG = "note:"
ALIKE = 40  # letters at the beginning that a long post and its tweet have in common
APART = 1  # seconds: a tweet's timestamp has no fractions


class X(RowReader):
    """The reader of an X archive; older ones have their files at its root."""

    name = "x"
    files = re.compile(
        r"(?:data/)?(?:account|tweets?|tweets?-part\d+|note-tweet|community-tweet"
        r"|js/tweets/\d{4}_\d\d)\.js"
    )
    known = frozenset(("tweet", "noteTweet", "account"))

    def __init__(self) -> None:
        self.user, self.id = "", ""

    def matches(self, row: Row) -> bool:
        return row.place == "item" and (
            bool(self.known & set(row.values)) or {"id_str", "created_at"} <= set(row.values)
        )

    def read(self, row: Row) -> RowContent:
        if account := objects(row.values.get("account")):
            self.user, self.id = text(account[0], "username"), text(account[0], "accountId")
            return ACCOUNT
        if note := objects(row.values.get("noteTweet")):
            return _long(note[0])
        return _short((objects(row.values.get("tweet")) or [row.values])[0])

    def combined(self, posts: list[Post]) -> list[Post]:
        """Return the posts with their URLs, and with the full texts of long posts."""
        longer = [post for post in posts if post.names[0].startswith(LONG)]
        short = [post for post in posts if not post.names[0].startswith(LONG)]
        return [self._with_link(post) for post in unique_posts(_with_full_texts(short, longer))]

    def _with_link(self, post: Post) -> Post:
        """Return the post with its URL and without the mark of a reply to the account itself."""
        closed = post.closed and (REPLY if post.closed != f"{REPLY}:{self.id}" else "")
        user = self.user or "i"
        return replace(post, link=f"https://x.com/{user}/status/{post.names[0][2:]}", closed=closed)


def _short(tweet: Values) -> RowContent:
    id = text(tweet, "id_str", "id")
    if not id.isdigit():
        return None
    words = text(tweet, "full_text", "text")
    if words.startswith("RT @"):
        return REPOST
    media = [*_in(tweet, "extended_entities", "media")] or [*_in(tweet, "entities", "media")]
    answered = text(tweet, "in_reply_to_user_id_str")
    return Post(
        (f"x:{id}",),
        text=_words(words, tweet, media),
        moment=timestamp_seconds(WHEN.sub(r"\2 \1 \4 \3", text(tweet, "created_at"))),
        media=tuple(_medium(id, each) for each in media if text(each, "media_url_https")),
        closed=f"{REPLY}:{answered}" if answered else "",
    )


def _long(note: Values) -> RowContent:
    core = objects(note.get("core"))
    if not core or not text(note, "noteTweetId"):
        return None
    words = _spelled_out(unescape(text(core[0], "text")), objects(core[0].get("urls") or []))
    id = text(note, "noteTweetId")
    return Post((f"{LONG}{id}",), text=words, moment=timestamp_seconds(note.get("createdAt")))


def _with_full_texts(short: list[Post], longer: list[Post]) -> list[Post]:
    """Return the tweets, each with the text of the long post that it is cut from, if any."""
    by_moment: dict[int, list[Post]] = {}
    for each in longer:
        by_moment.setdefault(each.moment or 0, []).append(each)
    return [_with_full_text(post, by_moment) for post in short]


def _with_full_text(post: Post, longer: dict[int, list[Post]]) -> Post:
    around = range((post.moment or 0) - APART, (post.moment or 0) + APART + 1)
    begins = " ".join(post.text.split())[:ALIKE].rstrip("… ")
    for each in chain.from_iterable(longer.get(moment, ()) for moment in around):
        if begins and " ".join(each.text.split()).startswith(begins):
            return replace(post, text=each.text)
    return post


def _words(words: str, tweet: Values, media: list[Values]) -> str:
    for each in media:
        words = words.replace(text(each, "url") or "\0", "")
    return _spelled_out(unescape(words), [*_in(tweet, "entities", "urls")]).strip()


def _spelled_out(words: str, urls: list[Values]) -> str:
    for each in urls:
        short, whole = text(each, "url", "shortUrl"), text(each, "expanded_url", "expandedUrl")
        words = words.replace(short, whole) if short and whole else words
    return words


def _medium(id: str, values: Values) -> Medium:
    name = PurePosixPath(text(values, "media_url_https").partition("?")[0]).name
    return Medium(f"{id}-{name}", text(values, "ext_alt_text") or None)


def _in(values: Values, *names: str) -> Any:
    found: Any = values
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return objects(found or [])
