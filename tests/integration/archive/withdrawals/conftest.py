"""A channel whose source withdraws posts."""

import pytest
import transaction
from officers import NOW, channel, hub, people, rest  # noqa: F401

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.core.feeds.model import Known, Reading
from katrineholm.socialhub.core.feeds.reader import understand
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.keep import keep as keep_answer

HOUR = 3600


@pytest.fixture
def tell(hub, channel):  # noqa: F811
    """A function that lets the source tell of some posts, as often as it takes to be believed.

    It gives the ids of the channel's posts by their titles.
    """
    clock = iter(range(NOW, NOW + 100 * HOUR, HOUR))

    def tell(*names, times=2):
        for _time in range(times):
            feed = understand(document(names), url="https://bloggen.example.se/rss")
            keep_answer(hub, facts_of(channel), Reading(Known(), feed), next(clock))
        transaction.commit()
        posts = timeline_of(hub).all(channel.UID())
        return {entry["title"]: entry["entry_id"] for entry in posts}

    return tell


def document(names):
    """A feed with an entry for each letter: a is of the first day of May."""
    items = "".join(map(item, names))
    return f'<rss version="2.0"><channel><title>Bloggen</title>{items}</channel></rss>'.encode()


def item(name):
    date = f"{ord(name) - ord('a') + 1:02} May 2026 12:00:00 GMT"
    return (
        f"<item><guid>{name}</guid><link>https://blogg.example.se/{name}</link>"
        f"<title>{name.upper()}</title><pubDate>{date}</pubDate></item>"
    )
