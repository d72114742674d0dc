"""Posts that a download contains several times, joined."""

from collections.abc import Iterable
from dataclasses import replace

from .download_post import Post


def unique_posts(posts: Iterable[Post]) -> list[Post]:
    """Return each post once: those with a name in common are joined, with the longest texts."""
    found: dict[int, Post] = {}
    known: dict[str, int] = {}
    for number, post in enumerate(posts):
        at = next((known[name] for name in post.names if name in known), number)
        found[at] = _joined(found[at], post) if at in found else post
        known |= dict.fromkeys(found[at].names, at)
    return list(found.values())


def _joined(first: Post, second: Post) -> Post:
    return replace(
        first,
        names=tuple(dict.fromkeys((*first.names, *second.names))),
        link=first.link or second.link,
        title=max(first.title, second.title, key=len),
        text=max(first.text, second.text, key=len),
        media=max(first.media, second.media, key=len),
        moment=first.moment if first.moment is not None else second.moment,
        # Private in one file is private everywhere.
        closed=first.closed or second.closed,
    )
