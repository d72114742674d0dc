"""A whole country's channels: 290 administrations with a hundred each, retrieved before.

``python country.py PORT CHANNELS`` in an instance folder makes them; ``folder_of`` keeps what was
made in ``var/`` and gives it again as long as nothing that it is made of has changed. Channels
share five hundred documents, each with its own channel's addresses in it. Every twentieth has all
its document's entries stored, the others, which will have no news, have two.
"""

import gc
import sys
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import fill
import running
import sources
import transaction
from kept import code, kept, scripts
from plone.dexterity.utils import createContent
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.refresh.answer_storage import store_answer

CHANNELS = 29_000
EACH = 100
LATER = 3600  # seconds until every channel is due
BATCH = 500  # channels a transaction
PORT = 18_655  # written into the stored channels
OTHERS = 2  # entries stored of a channel that will have no news
PARTS = ("profiles", "accounts", "core/feeds", "core/timeline", "refresh")


def folder_of(channels: int, told) -> Path:
    """An instance with so many channels; what was made of other sources is thrown away."""
    files = [*code(*PARTS), *scripts("country", "sources", "fill")]
    return kept(f"country-{channels}", files, lambda new: _made(new, channels), told)


def main(port: int, channels: int) -> None:
    """Fill the database that etc/offline.conf names."""
    app, site, demo = fill.new_site()
    gc.freeze()  # what there is already need not be looked through again and again
    hub = demo.published(site, "SocialHub", fill.HUB, title="Sociala medier")
    for first in range(0, channels, BATCH):
        for channel in range(first, min(first + BATCH, channels)):
            owner = _owner(hub, channel // EACH, demo.published)
            _retrieved(hub, _added(owner, channel, port), channel, port)
        transaction.commit()
        app._p_jar.cacheMinimize()
    app._p_jar.db().close()


def _owner(hub, number, published):
    name = f"forvaltning-{number}"
    if name in hub:
        return hub[name]
    return published(hub, "Administration", name, title=f"Förvaltning {number}")


def _added(owner, number, port):
    """An official channel, made without the events that other content listens to."""
    name = f"kanal-{number}"
    made = createContent("Channel", id=name, **fill.fields(number, port))
    notify(ObjectCreatedEvent(made))  # gives the UID
    owner._setObject(name, made, suppress_events=True)
    channel = owner[name]
    channel.notifyWorkflowCreated()
    set_state(channel, "official")
    return channel


def _retrieved(hub, channel, number, port):
    document = number % sources.CHANNELS
    entries = OTHERS if document % sources.NEWS_EVERY else sources.ENTRIES
    body = sources.own(_body(document, entries, port), number, port)
    now = datetime.now(UTC)
    known = FeedState(sources.tag(document, 0), sources.MODIFIED, sha256(body).hexdigest(), now)
    store_answer(hub, facts_of(channel), Reading(known, parse_feed(body)), int(now.timestamp()))


@cache
def _body(document, entries, port):
    return sources.feed(document, 0, port, entries=entries)


def _made(folder, channels):
    script = str(Path(__file__).resolve())
    running.run(folder, sys.executable, script, str(PORT), str(channels))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
