"""Make a site whose channels have the feed addresses that are named on the command line.

The first argument is the port of the mail server.
"""

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
PEOPLE = {"responsible": "Anna <anna@example.se>", "substitute": "Bert <bert@example.se>"}
REACHED = {"email": "kultur@example.se", "phone": "0150-570 00"}

port, *feeds = sys.argv[1:]
logging.disable(logging.WARNING)
configure_wsgi("offline.conf")
app = makerequest(open_application())
setRequest(app.REQUEST)
newSecurityManager(None, system)
distribution.create(app, "classic", ANSWERS)
app.acl_users.userFolderAddUser("admin", "admin", ["Manager"], [])
setSite(app.plone)
api.addon.install("katrineholm.socialhub")
api.portal.set_registry_record("plone.smtp_host", "127.0.0.1")
api.portal.set_registry_record("plone.smtp_port", int(port))
api.portal.set_registry_record("plone.email_from_address", "kommun@example.se")
hub = api.content.create(app.plone, "SocialHub", "hub", title="Hub")
api.content.transition(hub, "publish")
for id in (*(f"forvaltning-{number}" for number in range(3)), "kultur"):
    administration = api.content.create(hub, "Administration", id, title=id.title(), **REACHED)
    api.content.transition(administration, "publish")
for number, feed_url in enumerate(feeds):
    fields = {"profile_url": f"https://kanal-{number}.example.se/", "feed_url": feed_url, **PEOPLE}
    channel = api.content.create(
        administration, "Channel", f"kanal-{number}", title=f"Kanal {number}", **fields
    )
    place(channel, "official")
# As many as a municipality has, with the words that others will have, too: Plone's text index
# keeps a word that few have in one piece, which all who use it would write.
for number in range(12):
    fields = {"profile_url": f"https://gammal-{number}.example.se/", "purpose": "Berätta", **PEOPLE}
    words = {"title": f"Ny gammal {number}", "description": "Ändrad"}
    api.content.create(administration, "Channel", f"gammal-{number}", **words, **fields)
transaction.commit()
app._p_jar.db().close()
