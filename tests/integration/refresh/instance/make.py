"""Make a site with a channel for each feed address that is named on the command line."""

import logging
import sys

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

from katrineholm.socialhub.accounts.lifecycle.steps import place

ANSWERS = {
    "site_id": "plone",
    "title": "Katrineholms kommun",
    "default_language": "sv",
    "portal_timezone": "Europe/Stockholm",
    "setup_content": False,
}

logging.disable(logging.WARNING)
configure_wsgi("offline.conf")
app = makerequest(open_application())
setRequest(app.REQUEST)
newSecurityManager(None, system)
distribution.create(app, "classic", ANSWERS)
setSite(app.plone)
api.addon.install("katrineholm.socialhub")
hub = api.content.create(app.plone, "SocialHub", "hub", title="Hub")
administration = api.content.create(hub, "Administration", "kultur", title="Kultur")
for number, feed_url in enumerate(sys.argv[1:]):
    id = f"kanal-{number}"
    fields = {"title": id, "profile_url": feed_url, "feed_url": feed_url, "interval": 5}
    place(api.content.create(administration, "Channel", id, **fields), "official")
transaction.commit()
app._p_jar.db().close()
