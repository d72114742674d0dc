"""What is for those who tend a channel stands in a book of the hub's."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.indexing import processQueue
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.internal import book_of, internal_in, recorded_internal


def test_a_channel_of_which_all_is_as_when_it_was_new_is_not_in_the_book(hub, channel):
    assert channel.UID() not in book_of(hub)
    assert internal_in(()) == recorded_internal(channel)


def test_the_book_follows_the_channel(hub, channel):
    channel.include_words, channel.interval = ["bad"], 60
    notify(ObjectModifiedEvent(channel))
    assert internal_in(book_of(hub)[channel.UID()]) == recorded_internal(channel)
    assert recorded_internal(channel)["include_words"] == ("bad",)
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(channel)
    processQueue()
    assert channel.UID() not in book_of(hub)
