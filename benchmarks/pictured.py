"""Let entries be kept, some with a picture: ``python pictured.py 10000 2000`` in an instance.

All of them are of the site's first channel. A picture is made of bytes by chance, which nothing
can compress, as is true of pictures.
"""

import logging
import sys
from random import Random

import posts
import transaction
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from katrineholm.socialhub.accounts.channels.facts import all_channels
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of

SITE, HUB = "katrineholm", "sociala-medier"
DOCUMENT = 100
BYTES = 60_000
SETTING = "katrineholm.socialhub.organisation_number"


def main(number: int, pictures: int) -> None:
    """Keep so many entries, and print the channel's path."""
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    setSite(site := app[SITE])
    site.portal_registry[SETTING] = "212000-0340"
    hub = site[HUB]
    facts = next(each for each in all_channels(hub) if each.speaks)
    for first in range(0, number, DOCUMENT):
        _keep(timeline_of(hub), facts.uid, first, number // pictures)
        transaction.commit()
        app._p_jar.cacheGC()
    app._p_jar.db().close()
    print(facts.path)


def _keep(timeline, channel, first, every):
    entries = [posts.entry(each, channel) for each in range(first, first + DOCUMENT)]
    for number, entry in enumerate(entries, first):
        if number % every == 0:
            entry["images"] = [{"src": f"{entry['link']}.webp", "alt": "En bild"}]
    new = store_document(timeline, channel, entries, now=posts.NOW).new
    for entry_id in new:
        for image in timeline.get(entry_id)["images"]:
            data = Random(entry_id).randbytes(BYTES)
            add_picture(timeline, entry_id, image["src"], data, 800, 600, "image/webp")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
