"""What the rooms about messages share, and an authority beside the hub's own."""

import pytest
import transaction
from helpers.integration.inbox.routing import SCHOOL, THEIRS
from helpers.integration.inbox.steps import kept
from officers import PASSWORD, channel, hub, people, receive, rest  # noqa: F401
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.messages.store import messages_of


@pytest.fixture
def office(person):
    """A member of the information office: the name."""
    return person("Information Officer")[0]


@pytest.fixture
def school(channel, people):  # noqa: F811
    """An official channel of an administration whose committee is an authority of its own."""
    hub = channel.__parent__.__parent__  # noqa: F811
    with api.env.adopt_user(SITE_OWNER_NAME):
        for name, groups in THEIRS.items():
            api.user.create(f"{name}@example.se", name, PASSWORD)
            for group in groups:
                api.group.create(group)
                api.group.add_user(groupname=group, username=name)
        given = {"title": "Bildning", "email": "b@example.se", "phone": "0150-1", **SCHOOL}
        administration = api.content.create(hub, "Administration", "bildning", **given)
        api.content.transition(administration, to_state="published")
        made = api.content.create(
            *(administration, "Channel", "skolan"),
            **{"title": "Skolan", "profile_url": "https://skolan.example.se/"},
            **{"platform": "wordpress", "feed_url": "https://skolan.example.se/feed/"},
            responsible="sam",
        )
        set_state(made, "official")
        notify(ObjectModifiedEvent(made))
    transaction.commit()
    return made


@pytest.fixture
def untouched(hub):  # noqa: F811
    """Fails where a test has changed anything in the store since it asked for ``untouched()``."""
    before = []
    yield lambda: before.append(kept(hub))
    assert [kept(hub)] == before


@pytest.fixture
def change():
    """A function that does something as the Manager, and commits: ``change(delete, channel)``."""

    def change(doing, *given):
        transaction.begin()
        with api.env.adopt_user(SITE_OWNER_NAME):
            doing(*given)
        transaction.commit()

    return change


@pytest.fixture
def state(hub):  # noqa: F811
    """A function that tells where a message stands."""

    def state(number):
        transaction.begin()
        return messages_of(hub).state(number)

    return state
