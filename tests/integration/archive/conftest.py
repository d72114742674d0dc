"""People of the archive, two of them, who are needed where one proposes and another confirms."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS

PASSWORD = "correct-horse-battery"


@pytest.fixture
def archivists(functional_administration, once):
    """The logins of two archivists, Bosse and Evelina."""
    once("archivists", lambda: [_made(name) for name in ("bosse", "evelina")])
    return [(name, PASSWORD) for name in ("bosse", "evelina")]


@pytest.fixture
def api_of(browse):
    """A function that opens a program's session for a login."""

    def api_of(login):
        session = browse(*login)
        session.headers["Accept"] = "application/json"
        return session

    return api_of


def _made(name):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create(f"{name}@example.se", name, PASSWORD, properties={"fullname": name.title()})
        api.group.add_user(groupname=ARCHIVISTS, username=name)
    return name
