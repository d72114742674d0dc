"""Retrieval of an account's posts from an API, page by page, as a document like that of a feed."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from ..feeds.draft import MOST_ENTRIES, Document, Draft
from ..feeds.errors import FeedError
from ..feeds.model import FeedState
from ..feeds.retrieval import is_whole_due
from .connector import Connector
from .model import PostPage
from .session import Session

MOST_PAGES = 40


def retrieve_posts(
    connector: Connector, session: Session, account: str, known: FeedState, now: datetime
) -> tuple[FeedState, Document] | None:
    """Return the state to remember and an account's posts; None if there is nothing new.

    One request is enough if the newest posts are unchanged. Otherwise pages are read up to the post
    that was the newest last time, and once a week to the end. Raise FeedError if any page fails.
    """
    assert connector.posts is not None
    first = connector.posts(session, account, "")
    digest, is_whole = _digest(first), is_whole_due(known, now)
    if digest == known.digest and not is_whole:
        return None
    pages = _pages(connector, session, account, first, "" if is_whole else known.etag)
    drafts = _once(draft for page in pages for draft in page.drafts)
    newest = drafts[0].id if drafts else ""
    whole_at = now if is_whole else known.whole_at
    found = FeedState(etag=newest, digest=digest, whole_at=whole_at, inside=session.inside)
    return found, Document(format=connector.title, drafts=drafts)


def _pages(
    connector: Connector, session: Session, account: str, page: PostPage, last: str
) -> Iterator[PostPage]:
    """Yield this page and those after it, up to the one with the post ``last`` or to the end."""
    assert connector.posts is not None
    cursors: set[str] = set()
    number = 0
    while True:
        yield page
        number += len(page.drafts)
        is_reached = bool(last) and any(draft.id == last for draft in page.drafts)
        if is_reached or not page.after or number >= MOST_ENTRIES:
            return
        # A repeated cursor, or endless pages without posts, lead round in a circle.
        if page.after in cursors or len(cursors) >= MOST_PAGES:
            raise FeedError("endless", service=connector.title)
        cursors.add(page.after)
        page = connector.posts(session, account, page.after)


def _once(drafts: Iterator[Draft]) -> list[Draft]:
    """Return each draft once: a new post may push another one over to the next page."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        found.setdefault(draft.id, draft)
    return list(found.values())


def _digest(page: PostPage) -> str:
    """Return the digest of a page's content without the signatures in its pictures' URLs."""
    content = [
        (each.id, each.link, each.html, each.dated, [(_file(i.src), i.alt) for i in each.images])
        for each in page.drafts
    ]
    return sha256(repr(content).encode()).hexdigest()


def _file(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]
