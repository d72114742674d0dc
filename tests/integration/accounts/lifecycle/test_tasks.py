"""The channels that wait, on the workplace."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.tasks import draft_tasks, report_tasks


def test_the_office_is_told_how_many_channels_are_reported(hub, make_channel):
    for state in ("reported", "reported", "draft"):
        make_channel(state=state)
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert [task.number for task in report_tasks(hub)] == [2]
        assert [*draft_tasks(hub)] == []
