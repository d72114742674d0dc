"""Read each entry and picture of a channel once, and hash it: ``python hashed.py PATH``."""

import logging
import sys
from hashlib import file_digest, sha256

from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from katrineholm.socialhub.accounts.channels.channel_records import frugal_iterator
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.timeline.pictures import picture_file, stored_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of

SITE = "katrineholm"


def main(path: str) -> None:
    """Read and hash them."""
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    setSite(site := app[SITE])
    channel = app.unrestrictedTraverse(path)
    timeline = timeline_of(hub_of(channel))
    for entry in frugal_iterator(site, all_entries(timeline, channel.UID())):
        sha256(repr(dict(entry)).encode("utf-8", "replace"))
        for each in stored_pictures(timeline, entry):
            with picture_file(timeline, entry, each["name"])[0].open() as file:
                file_digest(file, "sha256")


if __name__ == "__main__":
    main(sys.argv[1].strip())
