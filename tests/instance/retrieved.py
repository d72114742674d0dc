"""A site with a channel for each feed, none of which has ever been retrieved."""

from plain import plain_site
from plone import api

from katrineholm.socialhub.accounts.lifecycle.steps import set_state


def make(*feeds):
    """The site, in this folder's database; its feeds are known by their addresses."""
    with plain_site() as site:
        hub = api.content.create(site, "SocialHub", "hub", title="Hub")
        api.content.transition(hub, "publish")
        administration = api.content.create(hub, "Administration", "kultur", title="Kultur")
        for number, feed_url in enumerate(feeds):
            id = f"kanal-{number}"
            fields = {"title": id, "profile_url": feed_url, "feed_url": feed_url, "interval": 5}
            set_state(api.content.create(administration, "Channel", id, **fields), "official")
