"""The demonstration's receiver of webhooks, as the information office has entered it."""

from dataclasses import replace

from plone import api

import receiver
from channels import OFFICER
from katrineholm.socialhub.office.webhooks.book import hooks_of, remember
from katrineholm.socialhub.office.webhooks.making import make
from katrineholm.socialhub.office.webhooks.telling import NEW, TYPES


def add_receiver(hub, feeds):
    """Told of all but what is new: that is much when the first entries come in."""
    with api.env.adopt_user(OFFICER):
        types = [each for each in TYPES if each != NEW]
        _hook, secret = make(hub, feeds + receiver.PATH, receiver.TITLE, types)
    receiver.keep(secret)


def move_receiver(hub, feeds):
    """The receiver is where the feed server is now."""
    for hook in hooks_of(hub):
        if hook.url.endswith(receiver.PATH):
            remember(hub, replace(hook, url=feeds + receiver.PATH))
