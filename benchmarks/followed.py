"""Let a hub be followed: ``python followed.py SMTP_PORT 10000`` in an instance with channels.

So many follow it daily since the day before yesterday, and fifty posts have come since.
"""

import logging
import sys
from time import time

import posts
import transaction
from plone import api
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from katrineholm.socialhub.accounts.channels.facts import all_channels
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.follow.followers import BOOK, Wish, ask_to_follow, choose
from katrineholm.socialhub.public.follow.keys import stored_keys
from katrineholm.socialhub.public.follow.periods import DAILY, period_end

SITE, HUB = "katrineholm", "sociala-medier"
POSTS, HOUR, DAY = 50, 3600, 24 * 3600
AT_ONCE = 500  # followers in a transaction


def main(port: int, number: int) -> None:
    """Add the posts and the followers."""
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    setSite(app[SITE])
    settings = {"smtp_host": "127.0.0.1", "smtp_port": port}
    settings |= {"email_from_address": "kommun@example.se", "email_from_name": "Kommunen"}
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    hub, end = app[SITE][HUB], period_end(DAILY, int(time()))
    _publish(hub, end - HOUR)
    for first in range(0, number, AT_ONCE):
        for each in range(first, first + AT_ONCE):
            _follow(hub, f"foljare-{each}@example.se", end - DAY)
        transaction.commit()
    app._p_jar.db().close()


def _publish(hub, now):
    channels = [facts.uid for facts in all_channels(hub) if facts.speaks]
    for number in range(POSTS):
        channel = channels[number % len(channels)]
        entry = posts.entry(number, channel) | {"published": now + number, "updated": None}
        store_document(timeline_of(hub), channel, [entry], now=now + number)
    transaction.commit()


def _follow(hub, address, now):
    wish = Wish(hub.UID(), "", "sv", DAILY, hub.title, now)
    ask_to_follow(hub, address, wish)
    id = stored_keys(BOOK.read(hub)["keys"]).follower_id(address)
    choose(hub, id, {wish.topic: DAILY}, now)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
