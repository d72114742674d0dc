"""A Plone site with the add-on alone, in the database of ``offline.conf``."""

from contextlib import contextmanager

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from plone import api
from plone.distribution.api import site as distribution
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

ANSWERS = {
    "site_id": "plone",
    "title": "Katrineholms kommun",
    "default_language": "sv",
    "portal_timezone": "Europe/Stockholm",
    "setup_content": False,
}


@contextmanager
def plain_site():
    """The site, to be filled by the system user; what is made there is kept at the end."""
    configure_wsgi("offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    newSecurityManager(None, system)
    distribution.create(app, "classic", ANSWERS)
    setSite(app.plone)
    api.addon.install("katrineholm.socialhub")
    yield app.plone
    transaction.commit()
    app._p_jar.db().close()
