"""The hub that something lies in, and all the hubs of a site."""

from plone.app.testing import logout

from katrineholm.socialhub.accounts.channels.hub import all_hubs, hub_of


def test_a_thing_lies_in_the_hub_around_it(portal, hub, channel):
    assert hub_of(channel) == hub_of(hub) == hub
    assert hub_of(portal) is None


def test_every_hub_is_found_whoever_asks(portal, hub):
    hub.manage_permission("View", ["Manager"], acquire=False)
    hub.reindexObjectSecurity()
    logout()
    assert all_hubs() == [hub]
