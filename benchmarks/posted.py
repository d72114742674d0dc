"""Let entries be kept, many and fast: ``python posted.py 1000000`` in an instance with channels.

They are kept by the store itself, a document of a hundred at a time, in turns in all channels.
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

from katrineholm.socialhub.accounts.channels.facts import known
from katrineholm.socialhub.core.timeline.store import timeline_of

SITE, HUB = "katrineholm", "sociala-medier"
DOCUMENT, DOCUMENTS = 100, 20  # entries, and documents a transaction
LOOKED_AT = 2000  # entries whose size is taken


def main(number: int) -> None:
    """Keep so many entries, and write down how large one is in the database."""
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    setSite(app[SITE])
    hub = app[SITE][HUB]
    channels = [facts.uid for facts in known(hub) if facts.speaks]
    for document in range(number // DOCUMENT):
        channel, first = channels[document % len(channels)], document * DOCUMENT
        entries = [posts.entry(each, channel) for each in range(first, first + DOCUMENT)]
        timeline_of(hub).keep(channel, entries, now=posts.NOW)
        if document % DOCUMENTS == DOCUMENTS - 1:
            transaction.commit()
            app._p_jar.cacheGC()
    transaction.commit()
    Path(posts.SIZES).write_text(json.dumps({"bytes": _average(app, hub, channels)}))
    app._p_jar.db().close()


def _average(app, hub, channels) -> float:
    """Bytes of an entry's own record."""
    storage = app._p_jar.db().storage
    each = LOOKED_AT // len(channels)
    entries = [
        entry for channel in channels for entry in timeline_of(hub).latest([channel], size=each)
    ]
    return sum(len(storage.load(entry._p_oid)[0]) for entry in entries) / len(entries)


if __name__ == "__main__":
    main(int(sys.argv[1]))
