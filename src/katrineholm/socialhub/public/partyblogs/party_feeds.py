"""The posts from the parties' own feeds, stored apart from the channels' entries (row F6).

They are not entries of the hub: no stream, search, feed or portlet contains them. Posts are stored
by the party's id, together with the URL of the feed that they came from.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container

from ... import PACKAGE_NAME
from ...accounts.channels import hub_storage
from ...core.feeds.errors import FeedError
from ...core.feeds.model import Feed, Reading
from ...core.feeds.text import shorten
from ...refresh.source_requests import is_postponed
from ...refresh.state import State, state_after_answer, state_from, state_values
from ...site.settings.registry import setting
from .parties import PartyFacts

BOOK = f"{PACKAGE_NAME}.party_feeds"
MAX_POSTS = 10  # stored posts of a party, as many as may be shown
LONGEST = 200  # characters of a title
INTERVAL = 3600  # seconds between two retrievals


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a party; ``published`` is in seconds since 1970, or None if the post is undated."""

    title: str
    link: str
    published: int | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class StoredFeed:
    """The state of the retrieval of a party's feed, and the party's newest posts."""

    state: State
    posts: tuple[Post, ...] = ()


def parties_with_posts(
    hub: Container, parties: Iterable[PartyFacts]
) -> list[tuple[PartyFacts, tuple[Post, ...]]]:
    """Return the parties, each with its newest posts, or an empty list if there are no posts."""
    kept = [(party, stored_feed(hub, party)) for party in parties]
    found = equal_shares(kept, setting("party_entries"))
    return found if any(posts for _party, posts in found) else []


def equal_shares(parties: Iterable[tuple], most: int) -> list[tuple]:
    """Return each party with its newest posts, at most ``most`` posts for each party."""
    return [(party, kept.posts[:most] if kept else ()) for party, kept in parties]


def stored_feed(hub: Container, party: PartyFacts) -> StoredFeed | None:
    """Return the stored state and posts of a party's present feed, or None before a retrieval."""
    kept = hub_storage.stored_data(hub, BOOK).get(party.id)
    if kept is None or kept["state"]["feed_url"] != party.feed:
        return None
    return StoredFeed(state_from(kept["state"]), tuple(Post(*post) for post in kept["posts"]))


def store_answer(
    hub: Container, party: PartyFacts, answer: Reading | FeedError | None, now: int
) -> None:
    """Store the result of a retrieval unless it was postponed; after a failure, keep the posts."""
    if is_postponed(answer):
        return
    before = stored_feed(hub, party) or StoredFeed(State(party.feed))
    state, posts = state_after_answer(before.state, answer, now, INTERVAL), before.posts
    if isinstance(answer, Reading) and answer.feed is not None:
        posts = newest_posts(answer.feed)
    book = hub_storage.writable_data(hub, BOOK)
    stored = book.setdefault(party.id, PersistentMapping())
    stored.update(state=state_values(state), posts=tuple(map(astuple, posts)))


def delete_other_feeds(hub: Container, parties: Iterable[PartyFacts]) -> None:
    """Delete the stored posts of all parties except the given ones that have a feed."""
    kept = hub_storage.stored_data(hub, BOOK)
    for id in [*set(kept.keys()).difference(party.id for party in parties if party.feed)]:
        del kept[id]


def newest_posts(feed: Feed) -> tuple[Post, ...]:
    """Return the newest posts of a feed that have a link and a text, undated ones last."""
    found = [
        Post(
            shorten(entry.title or entry.summary, LONGEST),
            entry.link,
            int(entry.published.timestamp()) if entry.published else None,
            entry.language,
        )
        for entry in feed.entries
        if entry.link and (entry.title or entry.summary)
    ]
    return tuple(sorted(found, key=lambda post: -(post.published or 0))[:MAX_POSTS])
