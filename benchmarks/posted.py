"""Let entries be kept, many and fast: ``python posted.py 1000000`` in an instance with channels.

They are kept by the store itself, a document of a hundred at a time, in turns in all channels. Of
every twenty-fifth document half the entries said something else before, and a tenth are hidden.
"""

import json
import logging
import sys
from pathlib import Path

import posts
import transaction
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from katrineholm.socialhub.accounts.channels.facts import all_channels
from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries

SITE, HUB = "katrineholm", "sociala-medier"
DOCUMENT, DOCUMENTS = 100, 20  # entries, and documents a transaction
RECORDED = 25  # documents for each of which visitors do not see all
HIDDEN = 10  # of such a document
LOOKED_AT = 2000  # entries whose size is taken


def main(number: int) -> None:
    """Keep so many entries, and write down how large one is in the database."""
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    setSite(app[SITE])
    hub = app[SITE][HUB]
    channels = [facts.uid for facts in all_channels(hub) if facts.speaks]
    for document in range(number // DOCUMENT):
        channel, first = channels[document % len(channels)], document * DOCUMENT
        entries = [posts.entry(each, channel) for each in range(first, first + DOCUMENT)]
        new = store_document(timeline_of(hub), channel, entries, now=posts.NOW).new
        if document % RECORDED == 0:
            _change(timeline_of(hub), channel, entries, new)
        if document % DOCUMENTS == DOCUMENTS - 1:
            transaction.commit()
            app._p_jar.cacheGC()
    transaction.commit()
    Path(posts.SIZES).write_text(json.dumps({"bytes": _average(app, hub, channels)}))
    app._p_jar.db().close()


def _change(timeline, channel, entries, new):
    """Let half of a document's entries be changed, and hide a tenth."""
    others = [posts.entry(-int(each["link"].rpartition("/")[2]) - 1, channel) for each in entries]
    texts = ("title", "summary", "html")
    changed = [
        entry | ({name: other[name] for name in texts} if place % 2 else {})
        for place, (entry, other) in enumerate(zip(entries, others, strict=True))
    ]
    store_document(timeline, channel, changed, now=posts.NOW + 3600)
    for entry_id in new[:: len(new) // HIDDEN]:
        hide_entry(timeline, entry_id, by="officer", now=posts.NOW)


def _average(app, hub, channels) -> float:
    """Bytes of an entry's own record."""
    storage = app._p_jar.db().storage
    each = LOOKED_AT // len(channels)
    entries = [
        entry
        for channel in channels
        for entry in latest_entries(timeline_of(hub), [channel], size=each)
    ]
    return sum(len(storage.load(entry._p_oid)[0]) for entry in entries) / len(entries)


if __name__ == "__main__":
    main(int(sys.argv[1]))
