"""Messages are not thrown away with their hub."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zExceptions import Forbidden

from katrineholm.socialhub.core.messages.store import messages_of


@pytest.fixture
def change():
    """A function that does something as the Manager, and commits: ``change(delete, channel)``."""

    def change(doing, *given):
        transaction.begin()
        with api.env.adopt_user(SITE_OWNER_NAME):
            doing(*given)
        transaction.commit()

    return change


def delete(channel):
    api.content.delete(channel, check_linkintegrity=False)


def test_a_folder_that_holds_a_hub_is_copied_without_messages_and_stays(hub, receive, change):
    receive()
    portal = api.portal.get()
    change(lambda: api.content.create(portal, "Folder", "mapp", title="Mapp"))
    change(lambda: api.content.move(hub, portal.mapp))
    change(lambda: api.content.copy(portal.mapp, portal, "kopia"))
    assert len(messages_of(portal.mapp.hub)) == 1
    assert len(messages_of(portal.kopia.hub)) == 0
    with pytest.raises(Forbidden):
        change(delete, portal.mapp)
