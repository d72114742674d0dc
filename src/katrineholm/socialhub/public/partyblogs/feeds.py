"""What the parties' own feeds say, kept apart from every channel's entries (row F6).

Nothing of it is an entry of the hub's: no stream, search, feed or portlet can come upon it. Each
party is kept by its id, with the address that it was retrieved from.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from persistent.mapping import PersistentMapping

from ... import PACKAGE_NAME
from ...accounts.channels import books
from ...core.feeds.errors import FeedError
from ...core.feeds.model import Feed, Known, Reading
from ...core.feeds.text import shorten
from ...refresh.asking import is_put_off
from ...refresh.state import State, failed, succeeded
from ...site.settings.registry import setting
from .shelf import PartyFacts

BOOK = f"{PACKAGE_NAME}.party_feeds"
KEPT = 10  # entries of a party, the newest: as many as may be shown
LONGEST = 200  # characters of a title
INTERVAL = 3600  # seconds between two retrievals


@dataclass(frozen=True, slots=True)
class Post:
    """What a party has published; ``published`` is in seconds since 1970, None where undated."""

    title: str
    link: str
    published: int | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """How a party's retrieval stands, and its newest posts."""

    state: State
    posts: tuple[Post, ...] = ()


def number() -> int:
    """How many posts of each party are shown: the same for all of them; 0 shows none."""
    return setting("party_entries")


def shown(hub, parties: Iterable[PartyFacts]) -> list[tuple[PartyFacts, tuple[Post, ...]]]:
    """The parties in their order, each with its newest posts; nothing where none has any."""
    found = apportioned([(party, recall(hub, party)) for party in parties], number())
    return found if any(posts for _party, posts in found) else []


def apportioned(parties: Iterable[tuple], most: int) -> list[tuple]:
    """Each party with at most so many of its posts, the newest first: no party has more room."""
    return [(party, kept.posts[:most] if kept else ()) for party, kept in parties]


def recall(hub, party: PartyFacts) -> Kept | None:
    """What is kept of a party's present feed; None before its first retrieval."""
    kept = books.read(hub, BOOK).get(party.id)
    if kept is None or kept["state"]["feed_url"] != party.feed:
        return None
    state = State(**{**kept["state"], "known": Known(**kept["state"]["known"])})
    return Kept(state, tuple(Post(*post) for post in kept["posts"]))


def keep(hub, party: PartyFacts, answer: Reading | FeedError | None, now: int) -> None:
    """Keep what asking a party's feed gave; a failure takes nothing away of what is shown."""
    if is_put_off(answer):
        return
    before = recall(hub, party) or Kept(State(party.feed))
    if isinstance(answer, FeedError):
        _remember(hub, party, failed(before.state, answer, now, INTERVAL), before.posts)
    elif answer is None:
        _remember(hub, party, succeeded(before.state, before.state.known, now), before.posts)
    else:
        state = succeeded(before.state, answer.known, now, wait=answer.wait)
        posts = before.posts if answer.feed is None else newest(answer.feed)
        _remember(hub, party, state, posts)


def forget_others(hub, parties: Iterable[PartyFacts]) -> None:
    """Let go of what is kept of parties that have no feed here any more."""
    kept = books.read(hub, BOOK)
    for id in [*set(kept.keys()).difference(party.id for party in parties if party.feed)]:
        del kept[id]


def newest(feed: Feed) -> tuple[Post, ...]:
    """A feed's newest posts that lead anywhere; undated ones stand last, as the feed has them."""
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
    return tuple(sorted(found, key=lambda post: -(post.published or 0))[:KEPT])


def _remember(hub, party, state, posts):
    kept: dict[str, Any] = {**asdict(state), "log": ()}
    told = [(post.title, post.link, post.published, post.language) for post in posts]
    book = books.begun(hub, BOOK)
    if party.id not in book:
        book[party.id] = PersistentMapping()
    book[party.id].update(state=kept, posts=tuple(told))
