"""What is known of channels, kept in memory until the catalogue changes."""

import transaction
from plone import api

from katrineholm.socialhub.channels.facts import every


def titles():
    return [facts.title for facts in every(api.portal.get())]


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


def test_what_only_the_catalogue_remembers_is_passed_over(make_functional_channel):
    gone, stays = make_functional_channel("borta"), make_functional_channel("kvar", title="Kvar")
    gone.aq_parent._delOb("borta")
    stays.reindexObject()
    transaction.commit()
    assert titles() == ["Kvar"]


def test_a_channel_in_no_hub_is_passed_over(functional_portal, make_functional_channel):
    make_functional_channel("kanal")
    functional_portal.portal_types["SocialHub"].manage_changeProperties(schema="")
    transaction.commit()
    assert titles() == []
