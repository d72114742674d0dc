"""Who holds the duties, in one book that follows the channels by itself."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.indexing import processQueue
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.responsibility import (
    Duties,
    channel_duties,
    hub_duties,
)

ANNA = "Anna Berg <anna@example.se>"


def test_the_book_follows_a_channel_and_its_administrations_head(hub, administration, make_channel):
    channel = make_channel("bloggen", responsible=ANNA)
    assert channel_duties(hub, channel.UID()).responsible == ANNA
    administration.head = ANNA
    notify(ObjectModifiedEvent(administration))
    assert hub_duties(hub)[channel.UID()].head == ANNA


def test_nobody_holds_the_duties_of_a_channel_that_is_gone(hub, administration, make_channel):
    channel = make_channel("bloggen", responsible=ANNA)
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(channel)
    processQueue()
    assert channel_duties(hub, channel.UID()) == Duties()
    assert hub_duties(hub) == {}
