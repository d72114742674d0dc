"""The retrieved channels by their numbers in the catalogue."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.indexing import processQueue

from katrineholm.socialhub.accounts.channels import channel_records


def test_only_official_channels_have_a_number(portal, make_channel):
    blog = make_channel("bloggen", interval=45)
    make_channel("utkast", state="draft")
    make_channel("vilar", state="paused")
    (number,) = channel_records.record_ids()
    assert [facts.uid for facts in channel_records.facts_of_records([number])] == [blog.UID()]
    assert channel_records.channel_source(number) == channel_records.ChannelSource(
        blog.UID(), "/plone/hub/kultur/bloggen", "/plone/hub", blog.feed_url, 45, ""
    )


def test_a_number_that_is_no_more_has_no_facts(portal, channel):
    (number,) = channel_records.record_ids()
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(channel)
    processQueue()
    assert list(channel_records.facts_of_records([number])) == [None]
    assert list(channel_records.each_channel(portal)) == []


def test_channels_are_found_by_uid_while_they_are_retrieved(portal, make_channel):
    blog, draft = make_channel("bloggen"), make_channel("utkast", state="draft")
    assert [
        facts.uid for facts in channel_records.channels_by_uid([blog.UID(), draft.UID(), "x"])
    ] == [blog.UID()]
