"""The parser of services' responses with comments, which are untrusted documents.

It has no side effects and runs in a separate process. Items that are no comments are skipped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from ...core.feeds import charset, dates, json_feed, sanitiser, text
from ...core.feeds.draft import Draft
from ...core.feeds.errors import FeedError
from ...core.feeds.links import absolute_url
from ...core.feeds.reader import parse_document
from ...core.sources.json_values import child
from ...core.sources.model import ApiComment
from .comment_sources import Source, entry_url, is_comment_url, thread_source

MOST = 200  # comments of one answer
LONGEST, AS_IT_CAME, LINE = 20_000, 65_536, 300  # characters
THREADS, PICTURES = 5, 8


@dataclass(frozen=True, slots=True)
class Comment:
    """A parsed comment.

    ``id`` is unique. ``text`` is plain text, ``received`` the original. ``sender`` may have
    ``name``, ``handle``, ``id`` and ``url``. ``in_reply_to`` is the URL of the comment or entry
    that it answers, ``thread`` the entry's URL; ``published`` is in seconds since 1970. ``remote``
    is its id at the API that answers or hides it, or empty.
    """

    id: str
    permalink: str
    text: str
    received: str
    sender: Mapping[str, str] = field(hash=False)
    in_reply_to: str = ""
    thread: str = ""
    published: int | None = None
    remote: str = ""


@dataclass(frozen=True, slots=True)
class CommentPage:
    """The comments in a response, without duplicates, and the sources of more comments."""

    comments: tuple[Comment, ...] = ()
    more: tuple[Source, ...] = ()


def parsed_comments(body: bytes, content_type: str, source: Source, now: datetime) -> CommentPage:
    """Return the comments in a response; raise FeedError if it lacks the source's format."""
    if source.shape in ("wordpress", "blogger"):
        drafts = parse_document(body, content_type, source.url, now).drafts[:MOST]
        return CommentPage(_unique(_draft_comment(draft, source) for draft in drafts))
    data = json_feed.load_json(charset.decode(body, content_type).strip())
    if source.shape == "mastodon":
        statuses = _list_part(data, "descendants")
        return CommentPage(_unique(_mastodon_comments(statuses, source, now)))
    if source.shape == "thread":
        return CommentPage(_unique(_peertube_comments(_tree_comments(data), source, now)))
    roots = _objects(_list_part(data, "data"))
    found = _unique(_peertube_comments(roots, source, now))
    return CommentPage(found, _thread_sources(roots, source))


def comment_of(remark: ApiComment, received: str = "", remote: str = "") -> Comment | None:
    """Return a cleaned comment; None if it has no id, URL or text."""
    shown, permalink = text.text_lines(remark.text, LONGEST), absolute_url(remark.permalink)
    if not (remark.id and permalink and shown):
        return None
    lines = {name: text.single_line(value, LINE) for name, value in remark.sender.items()}
    return Comment(
        id=text.scrub(remark.id)[:1000],
        permalink=permalink,
        text=shown,
        received=received or shown,
        sender={name: value for name, value in lines.items() if value},
        in_reply_to=absolute_url(remark.answers),
        thread=absolute_url(remark.about),
        published=int(remark.published.timestamp()) if remark.published else None,
        remote=text.scrub(remote)[:1000],
    )


def _draft_comment(draft: Draft, source) -> Comment | None:
    if not is_comment_url(source.shape, draft.link):
        return None
    place = source.about or entry_url(draft.link)
    return _comment(
        draft.id or draft.link,
        draft.link,
        draft.html or draft.summary,
        {"name": draft.author, "url": draft.author_url},
        in_reply_to=draft.answers or place,
        thread=place,
        published=draft.published,
    )


def _mastodon_comments(statuses, source, now) -> Iterator[Comment | None]:
    """Yield Mastodon's replies to an entry; their parents are ids in the same document."""
    found = _objects(statuses)
    addresses = {_string(each, "id"): _address(each) for each in found}
    addresses[source.url.rsplit("/", 2)[1]] = source.about
    host = urlsplit(source.url).netloc
    for each in found:
        writer = child(each, "account")
        yield _comment(
            _string(each, "uri") or _address(each),
            _address(each),
            _status_html(each),
            {
                "name": _string(writer, "display_name") or _string(writer, "username"),
                "handle": _handle(_string(writer, "acct"), host),
                "id": _string(writer, "id"),
                "url": absolute_url(_string(writer, "url")),
            },
            in_reply_to=addresses.get(_string(each, "in_reply_to_id"), ""),
            thread=source.about,
            published=dates.parse_timestamp(_string(each, "created_at"), None, now),
            remote=_string(each, "id"),
        )


def _peertube_comments(found, source, now) -> Iterator[Comment | None]:
    found = list(found)
    addresses = {_string(each, "id"): _address(each) for each in found}
    for each in found:
        if each.get("isDeleted"):
            continue
        writer, answers = child(each, "account"), _string(each, "inReplyToCommentId")
        name, host = _string(writer, "name"), _string(writer, "host")
        yield _comment(
            _address(each),
            _address(each),
            _string(each, "text"),
            {
                "name": _string(writer, "displayName") or name,
                "handle": _handle(name, host),
                "id": _string(writer, "id"),
                "url": absolute_url(_string(writer, "url")),
            },
            in_reply_to=addresses.get(answers, "") if answers else source.about,
            thread=source.about,
            published=dates.parse_timestamp(_string(each, "createdAt"), None, now),
        )


def _tree_comments(data) -> list[dict]:
    waiting: list[Any] = [data]
    found: list[dict] = []
    while waiting and len(found) < MOST:
        node = waiting.pop()
        if isinstance(node, dict):
            found.append(child(node, "comment"))
            waiting += _objects(node.get("children"))
    return found


def _thread_sources(roots, source) -> tuple[Source, ...]:
    numbers = (each.get("id") for each in roots if _is_number(each.get("totalReplies")))
    found = [thread_source(source, number) for number in numbers if _is_number(number)]
    return tuple(found[:THREADS])


def _status_html(status):
    """Return a status with its warning above, and the URLs of its pictures below."""
    shown = _objects(status.get("media_attachments"))[:PICTURES]
    pictures = " ".join(absolute_url(_string(each, "url")) for each in shown)
    parts = (_string(status, "spoiler_text"), pictures)
    above, below = (text.text_to_html(part) for part in parts)
    return above + _string(status, "content") + below


def _comment(
    id, permalink, html, sender, *, in_reply_to, thread, published, remote=""
) -> Comment | None:
    html = html[:AS_IT_CAME].encode("utf-8", "ignore").decode("utf-8")
    plain = sanitiser.html_to_text(html)
    return comment_of(
        ApiComment(id, permalink, plain, thread, in_reply_to, sender, published), html, remote
    )


def _unique(comments) -> tuple[Comment, ...]:
    found: dict[str, Comment] = {}
    for each in filter(None, comments):
        found.setdefault(each.id, each)
    return tuple(found.values())


def _handle(name, host):
    if not name:
        return ""
    return f"@{name}" if "@" in name else f"@{name}@{host}"


def _address(data):
    return absolute_url(_string(data, "url"))


def _list_part(data, name):
    found = data.get(name) if isinstance(data, dict) else None
    if not isinstance(found, list):
        raise FeedError("not_a_feed")
    return found


def _objects(value) -> list[dict]:
    found = value if isinstance(value, list) else []
    return [each for each in found[:MOST] if isinstance(each, dict)]


def _string(data, name):
    """Return a string, or a whole number as a string: services use both."""
    value = data.get(name)
    if _is_number(value):
        return str(value)
    return value if isinstance(value, str) else ""


def _is_number(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63
