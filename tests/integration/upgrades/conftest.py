"""A site of an earlier version, opened by the present code."""

import json

import pytest
import transaction
import Zope2
from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
from helpers.integration.upgrades import KEPT, TOLD, unpack
from officers import channel, people, receive  # noqa: F401
from plone.app.testing import SITE_OWNER_NAME
from Testing.makerequest import makerequest
from ZODB.DB import DB
from zope.component.hooks import getSite, setSite
from zope.globalrequest import getRequest, setRequest

VERSIONS = sorted(each.name.removesuffix(".tar.xz") for each in KEPT.glob("*.tar.xz"))


@pytest.fixture(params=VERSIONS)
def version(request):
    """Each version of which a site is kept."""
    return request.param


@pytest.fixture
def old_told(old_site, tmp_path):
    """What was told of the hub when the site was kept."""
    return json.loads((tmp_path / "old" / TOLD).read_text("utf-8"))


@pytest.fixture
def old_site(version, functional_portal, tmp_path, monkeypatch):
    """The site as it was kept; the test's web server shows it, too."""
    (tmp_path / "old").mkdir()
    database = DB(unpack(KEPT / f"{version}.tar.xz", tmp_path / "old"), cache_size=20_000)
    monkeypatch.setattr(Zope2.bobo_application, "_db", database)
    before = getSite(), getRequest()
    transaction.abort()
    connection = database.open()
    app = makerequest(connection.root()["Application"], environ={"SERVER_NAME": "localhost"})
    setRequest(app.REQUEST)
    setSite(app.plone)
    newSecurityManager(None, app.acl_users.getUser(SITE_OWNER_NAME).__of__(app.acl_users))
    yield app.plone
    transaction.abort()
    noSecurityManager()
    setSite(before[0])
    setRequest(before[1])
    connection.close()
    database.close()
