"""What is known of channels, kept in memory until the catalogue changes."""

import transaction
from plone import api

from katrineholm.socialhub.accounts.channels.facts import official_channels


def titles():
    return [facts.title for facts in official_channels(api.portal.get())]


def rename(channel, title):
    channel.title = title
    channel.reindexObject()


def test_what_an_aborted_transaction_saw_is_not_kept(make_functional_channel):
    channel = make_functional_channel("kanal", title="Före")
    rename(channel, "Aldrig sparad")
    assert titles() == ["Aldrig sparad"]
    transaction.abort()
    assert titles() == ["Före"]
    rename(channel, "Efter")
    transaction.commit()
    assert titles() == ["Efter"]


def test_a_change_is_seen_at_once(make_functional_channel):
    channel = make_functional_channel("kanal", title="Före")
    assert titles() == ["Före"]
    rename(channel, "Efter")
    transaction.commit()
    assert titles() == ["Efter"]
