"""Add sites of small municipalities to a database: ten official channels each, none asked yet.

``python sites.py FEEDS_PORT FIRST LAST`` in an instance folder makes the sites FIRST to LAST - 1,
each of them anew, as ``socialhub add-site`` does.
"""

import gc
import logging
import sys

import fill
import transaction
from Testing.makerequest import makerequest
from zope.event import notify
from zope.globalrequest import setRequest
from zope.lifecycleevent import ObjectModifiedEvent
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from katrineholm.socialhub.setup.new_site import create_site

CHANNELS, MINUTES = 10, 5  # retrieved as often as may be


def main(port: int, first: int, last: int) -> None:
    """Fill the database that etc/offline.conf names."""
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    demo = fill.demonstration()
    demo.become_admin(app)
    gc.freeze()  # what there is already need not be looked through again and again
    for number in range(first, last):
        add_site(app, number, port, demo.published)
        transaction.commit()
        app._p_jar.cacheMinimize()
    app._p_jar.db().close()


def add_site(app, number: int, port: int, published) -> None:
    """A site with a public hub, an administration and its channels."""
    hub = create_site(app, name(number), f"Kommun {number}", hub_title="Sociala medier")
    owner = published(hub, "Administration", "kommunen", title="Kommunen")
    fill.add_office()
    for channel in range(number * CHANNELS, (number + 1) * CHANNELS):
        fill.add_channel(owner, channel, port)
        owner[f"kanal-{channel}"].interval = MINUTES
        notify(ObjectModifiedEvent(owner[f"kanal-{channel}"]))


def name(number: int) -> str:
    """The site's name."""
    return f"kommun-{number}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
