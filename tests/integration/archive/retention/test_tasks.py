"""What is due in the archive, on the workplace."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.archive.retention.tasks import archive_tasks


def test_nothing_is_due_in_an_empty_hub_and_nobody_else_is_told(hub):
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert [*archive_tasks(hub)] == []
    with api.env.adopt_roles(["Member"]):
        assert [*archive_tasks(hub)] == []
