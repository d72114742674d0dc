"""What the tests of ``office/board`` have in common."""

import re
from datetime import datetime
from time import time

import transaction
from days import local_day
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState
from katrineholm.socialhub.core.timeline.months import ZONE
from katrineholm.socialhub.refresh.state import State, state_after_failure, state_after_success
from katrineholm.socialhub.refresh.state_storage import store_state

HOUR, DAY = 3600, 24 * 3600
MORNING = int(datetime.combine(local_day(), datetime.min.time(), ZONE).timestamp()) + 8 * HOUR
ANNA, EVA = "Anna Berg <anna@example.se>", "Eva Lind <eva@example.se>"
PURPOSE = {"purpose": "Kultur för alla"}
OFFICE = "kontoret@example.se"


def works(channel):
    return state_after_success(State(channel.feed_url), FeedState(), int(time()))


def fails(channel, times=3):
    state = State(channel.feed_url)
    for _ in range(times):
        state = state_after_failure(state, FeedError("forbidden", status=403), int(time()), 1800)
    return state


def titles(page):
    """The channels on a board, in their order."""
    return re.findall(r'<th scope="row">.*?<a href="[^"]*/(\w+)">', page, re.S)


def break_feed(channel, times=3, now=MORNING - HOUR):
    state = State(channel.feed_url)
    for _ in range(times):
        state = state_after_failure(state, FeedError("forbidden", status=403), now, 1800)
    put(channel, state)


def notify_changed(channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        notify(ObjectModifiedEvent(channel))
    transaction.commit()


def mend_feed(channel):
    put(channel, state_after_success(State(channel.feed_url), FeedState(), MORNING - HOUR))


def put(channel, state):
    store_state(channel.__parent__.__parent__, channel.UID(), state)
    transaction.commit()


def change(channel, **fields):
    for name, value in fields.items():
        setattr(channel, name, value)
    with api.env.adopt_user(SITE_OWNER_NAME):
        notify(ObjectModifiedEvent(channel))
    transaction.commit()
