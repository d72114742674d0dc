"""The demonstration's receiver of webhooks, as the information office has entered it."""

from dataclasses import replace

from plone import api

import receiver
from channels import OFFICER
from katrineholm.socialhub.office.webhooks.events import EVENT_TYPES, NEW
from katrineholm.socialhub.office.webhooks.receivers import create_receiver
from katrineholm.socialhub.office.webhooks.storage import all_receivers, store_receiver


def add_receiver(hub, feeds):
    """Told of all but what is new: that is much when the first entries come in."""
    with api.env.adopt_user(OFFICER):
        types = [each for each in EVENT_TYPES if each != NEW]
        _hook, secret = create_receiver(hub, feeds + receiver.PATH, receiver.TITLE, types)
    receiver.keep(secret)


def move_receiver(hub, feeds):
    """The receiver is where the feed server is now."""
    for hook in all_receivers(hub):
        if hook.url.endswith(receiver.PATH):
            store_receiver(hub, replace(hook, url=feeds + receiver.PATH))
