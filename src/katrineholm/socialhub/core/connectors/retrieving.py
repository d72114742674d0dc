"""An account's posts, page after page, as a document that is cleaned and kept like any feed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from ..feeds.draft import MOST_ENTRIES, Document, Draft
from ..feeds.errors import FeedError
from ..feeds.fetch import WHOLE_AFTER
from ..feeds.model import Known
from .connector import Connector
from .model import Page
from .session import Session

MOST_PAGES = 40


def retrieve(
    connector: Connector, session: Session, account: str, known: Known, now: datetime
) -> tuple[Known, Document] | None:
    """What an account has that is new, and what to remember; None where nothing is.

    Where the newest posts are the same, one request tells so. Otherwise it is read on to what was
    the newest the last time, and once a week to the end. All or nothing: raises FeedError where any
    page does not come.
    """
    assert connector.posts is not None
    first = connector.posts(session, account, "")
    digest, is_due = _digest(first), _is_due(known, now)
    if digest == known.digest and not is_due:
        return None
    pages = _pages(connector, session, account, first, "" if is_due else known.etag)
    drafts = _once(draft for page in pages for draft in page.drafts)
    newest = drafts[0].id if drafts else ""
    whole_at = now if is_due else known.whole_at
    found = Known(etag=newest, digest=digest, whole_at=whole_at, inside=session.inside)
    return found, Document(format=connector.title, drafts=drafts)


def _pages(
    connector: Connector, session: Session, account: str, page: Page, last: str
) -> Iterator[Page]:
    """This page and those after it, to the one with the post ``last`` or to the end."""
    assert connector.posts is not None
    cursors: set[str] = set()
    number = 0
    while True:
        yield page
        number += len(page.drafts)
        is_reached = bool(last) and any(draft.id == last for draft in page.drafts)
        if is_reached or not page.after or number >= MOST_ENTRIES:
            return
        # A cursor that comes again, or pages without posts and no end, lead round in a circle.
        if page.after in cursors or len(cursors) >= MOST_PAGES:
            raise FeedError("endless", service=connector.title)
        cursors.add(page.after)
        page = connector.posts(session, account, page.after)


def _once(drafts: Iterator[Draft]) -> list[Draft]:
    """While pages are turned a new post may push another one over to the next page."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        found.setdefault(draft.id, draft)
    return list(found.values())


def _is_due(known: Known, now: datetime) -> bool:
    return known.whole_at is None or not timedelta(0) <= now - known.whole_at < WHOLE_AFTER


def _digest(page: Page) -> str:
    """Of what a reader would notice: addresses of pictures are signed anew at each answer."""
    told = [
        (each.id, each.link, each.html, each.dated, [(_file(i.src), i.alt) for i in each.images])
        for each in page.drafts
    ]
    return sha256(repr(told).encode()).hexdigest()


def _file(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]
