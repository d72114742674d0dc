"""Make the demonstration's Plone site, its hub, administrations, channels and users.

Run in the instance's folder, before the site's processes are started:
``python demo/site.py`` with FEEDS_PORT and POST_PORT in the environment. A site that is there
already only has its demo channels and its mail pointed at the ports that these servers have now.
"""

import logging
import os
from datetime import UTC, datetime
from pathlib import Path

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from plone import api
from plone.distribution.api import site as distribution
from plone.portlets.constants import CONTEXT_CATEGORY
from plone.portlets.interfaces import (
    ILocalPortletAssignmentManager,
    IPortletAssignmentMapping,
    IPortletManager,
)
from Testing.makerequest import makerequest
from zope.component import getMultiAdapter, getUtility
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from content import administrations, sources
from katrineholm.socialhub.channels.lifecycle import place
from katrineholm.socialhub.listings.portlet import Assignment

SITE = "katrineholm"
HUB = "sociala-medier"
ANSWERS = {
    "site_id": SITE,
    "title": "Katrineholms kommun",
    "description": "Demonstrationsplats för kommunens sociala medier",
    "default_language": "sv",
    "portal_timezone": "Europe/Stockholm",
    "setup_content": False,
}
USERS = (
    ("redaktor", "Rut Redaktör", "kulturforvaltningen", ["Contributor", "Editor"]),
    ("informator", "Ivar Informatör", "", ["Contributor", "Editor", "Reviewer"]),
)
PASSWORD = "katrineholm-demo"


def main():
    """Make what is missing in the database that etc/offline.conf names."""
    # Plone warns a good deal while it makes a site, all of it harmless.
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    port, post = os.environ["FEEDS_PORT"], os.environ["POST_PORT"]
    fill = point if SITE in app and HUB in app[SITE] else make
    fill(app, f"http://127.0.0.1:{port}")
    send_mail_to(int(post))
    transaction.commit()
    app._p_jar.db().close()
    Path("feeds.port").write_text(port)
    Path("post.port").write_text(post)


def make(app, feeds):
    """The whole demonstration: site, add-on, content and users, by the Manager admin."""
    become_admin(app)
    if SITE not in app:
        distribution.create(app, "classic", ANSWERS)
        # The first Plone site replaces the root's user folder, and its users go with it.
        become_admin(app)
    site = app[SITE]
    setSite(site)
    api.addon.install("katrineholm.socialhub")
    show_in_navigation("SocialHub")
    hub = published(site, "SocialHub", HUB, title="Sociala medier", description=WELCOME)
    for data in administrations():
        published(hub, "Administration", **data)
    for source in every_source():
        place(
            api.content.create(hub[source.administration], "Channel", **channel(source, feeds)),
            "official",
        )
    place_portlet(site, hub)
    add_users(hub)


def place_portlet(site, hub):
    """The newest entries beside the front page; editors may place portlets, too."""
    roles = ["Manager", "Site Administrator", "Editor"]
    site.manage_permission("Portlets: Manage portlets", roles, acquire=True)
    column = getUtility(IPortletManager, name="plone.rightcolumn", context=site)
    getMultiAdapter((site, column), IPortletAssignmentMapping)["sociala-medier"] = Assignment(
        header="Sociala medier", more="Mer från sociala medier"
    )
    # The hub shows the entries itself.
    getMultiAdapter((hub, column), ILocalPortletAssignmentManager).setBlacklistStatus(
        CONTEXT_CATEGORY, True
    )


def show_in_navigation(portal_type):
    """Let the site's tabs show objects of this type."""
    shown = api.portal.get_registry_record("plone.displayed_types")
    if portal_type not in shown:
        api.portal.set_registry_record("plone.displayed_types", (*shown, portal_type))


def point(app, feeds):
    """Give the demo channels that are still there the feed server's present address."""
    hub = app[SITE][HUB]
    setSite(app[SITE])
    for source in every_source():
        found = hub.unrestrictedTraverse(f"{source.administration}/{source.id}", None)
        if found is not None:
            found.profile_url, found.feed_url = addresses(source, feeds)


def send_mail_to(port):
    """Hand the site's mail to the demo's own mail server."""
    settings = {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "email_from_name": "Katrineholms kommun",
        "email_from_address": "kommun@katrineholm.example",
    }
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)


def every_source():
    """The channels in their content files; their posts do not matter here."""
    now = datetime.now(UTC)
    return sources(now, now).values()


def channel(source, feeds):
    """A channel's id and fields."""
    profile, feed = addresses(source, feeds)
    return {
        "id": source.id,
        "title": source.title,
        "description": source.description,
        "profile_url": profile,
        "feed_url": feed,
        "platform": source.platform,
        "kind": source.kind,
        "language": source.language,
        "interval": 5,
    }


def addresses(source, feeds):
    """The channel's public address and where the demo's feed server has its feed."""
    actor = source.profile_url.rpartition("/")[2]
    query = f"?actor={actor}" if "/xrpc/" in source.path else ""
    return source.profile_url or f"{feeds}/{source.id}/", feeds + source.feed_path + query


def published(container, portal_type, id, **fields):
    """A new object with this id, visible to everybody."""
    made = api.content.create(container, portal_type, id=id, **fields)
    api.content.transition(made, to_state="published")
    return made


def add_users(hub):
    """An editor of one administration and the information office's officer."""
    for name, fullname, path, roles in USERS:
        email = f"{name}@katrineholm.example"
        api.user.create(email, name, PASSWORD, properties={"fullname": fullname})
        place = hub.unrestrictedTraverse(path)
        api.user.grant_roles(name, roles=roles, obj=place)
        place.reindexObjectSecurity()


def become_admin(app):
    """Act as the root's Manager admin, who is made where missing."""
    users = app.acl_users
    if users.getUserById("admin") is None:
        users._doAddUser("admin", "admin", ["Manager"], [])
    newSecurityManager(None, users.getUserById("admin").__of__(users))


WELCOME = (
    "Här samlas allt som kommunens förvaltningar skriver, filmar och fotograferar i sociala medier."
)

if __name__ == "__main__":
    main()
