"""A copied hub."""

import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.channels.facts import hub_of
from katrineholm.socialhub.timeline.store import timeline_of


def test_a_copied_hub_starts_without_the_originals_entries(make_functional_channel, keep):
    channel = make_functional_channel("bloggen")
    entry_id, hub = keep(channel), hub_of(channel)
    transaction.commit()
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, hub.aq_parent, id="kopia")
    assert timeline_of(copy).get(entry_id) is None
    assert timeline_of(hub).get(entry_id) is not None
    assert copy.kultur.bloggen.UID() != channel.UID()
