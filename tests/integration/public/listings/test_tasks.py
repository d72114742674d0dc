"""The entries that wait, on the workplace."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.public.listings.tasks import review_tasks


def test_held_entries_wait_for_whoever_decides_on_them(channel, keep):
    hub = hub_of(channel)
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert [*review_tasks(hub)] == []
        keep(channel, hold=True)
        assert [task.number for task in review_tasks(hub)] == [1]
