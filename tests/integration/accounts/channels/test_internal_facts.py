"""What is for those who tend a channel stands in a book of the hub's."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.indexing import processQueue
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.internal_facts import (
    current_internal_facts,
    internal_facts,
    stored_internal_facts,
)


def test_a_channel_of_which_all_is_as_when_it_was_new_is_not_in_the_book(hub, channel):
    assert channel.UID() not in stored_internal_facts(hub)
    assert internal_facts(()) == current_internal_facts(channel)


def test_the_book_follows_the_channel(hub, channel):
    channel.include_words, channel.interval = ["bad"], 60
    notify(ObjectModifiedEvent(channel))
    assert internal_facts(stored_internal_facts(hub)[channel.UID()]) == current_internal_facts(
        channel
    )
    assert current_internal_facts(channel)["include_words"] == ("bad",)
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(channel)
    processQueue()
    assert channel.UID() not in stored_internal_facts(hub)
