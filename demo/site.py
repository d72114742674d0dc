"""Make the demonstration's Plone site, its hub, administrations, channels and users.

Run in the instance's folder, before the site's processes are started:
``python ../demo/site.py`` with FEEDS_PORT in the environment. A site that is there already
only has its demo channels pointed at the port that the feed server has now.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from content import administrations, sources
from plone import api
from plone.distribution.api import site as distribution
from Testing.makerequest import makerequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

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
    ("redaktor", "Rut Redaktör", {"/kulturforvaltningen": "Editor"}),
    ("informator", "Ivar Informatör", {"": "Editor", "/": "Reviewer"}),
)
PASSWORD = "katrineholm-demo"


def main():
    """Make what is missing in the database that etc/offline.conf names."""
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    try:
        feeds = f"http://127.0.0.1:{int(os.environ['FEEDS_PORT'])}"
        make(app, feeds) if SITE not in app else point(app[SITE], feeds)
        transaction.commit()
    finally:
        app._p_jar.close()
        app._p_jar.db().close()
    Path("feeds.port").write_text(os.environ["FEEDS_PORT"])


def make(app, feeds):
    """The whole demonstration: site, add-on, content and users, by the Manager admin."""
    become_admin(app)
    site = distribution.create(app, "classic", ANSWERS)
    setSite(site)
    api.addon.install("katrineholm.socialhub")
    hub = published(site, "SocialHub", HUB, title="Sociala medier", description=WELCOME)
    for data in administrations():
        published(hub, "Administration", **data)
    for source in every_source():
        published(hub[source.administration], "Channel", **channel(source, feeds))
    add_users(hub)


def point(site, feeds):
    """Give the demo channels the feed server's present address."""
    setSite(site)
    for source in every_source():
        owner = site[HUB].get(source.administration)
        found = owner.get(source.id) if owner is not None else None
        if found is not None:
            found.feed_url = address(source, feeds)


def every_source():
    """The channels in their content files; their posts do not matter here."""
    now = datetime.now(UTC)
    return sources(now, now).values()


def channel(source, feeds):
    """A channel's id and fields."""
    return {
        "id": source.id,
        "title": source.title,
        "description": source.description,
        "profile_url": source.profile_url,
        "feed_url": address(source, feeds),
        "kind": source.kind,
        "language": source.language,
        "interval": 5,
    } | ({"platform": source.platform} if source.platform else {})


def address(source, feeds):
    """Where the demo's feed server has the channel's feed."""
    actor = source.profile_url.rpartition("/")[2]
    return feeds + source.feed_path + (f"?actor={actor}" if "/xrpc/" in source.path else "")


def published(container, portal_type, id, **fields):
    """A new object with this id, visible to everybody."""
    made = api.content.create(container, portal_type, id=id, **fields)
    api.content.transition(made, to_state="published")
    return made


def add_users(hub):
    """An editor of one administration and the information office's officer."""
    for name, fullname, roles in USERS:
        email = f"{name}@katrineholm.example"
        api.user.create(email, name, PASSWORD, properties={"fullname": fullname})
        for path, role in roles.items():
            place = hub.unrestrictedTraverse(path.strip("/")) if path != "/" else api.portal.get()
            api.user.grant_roles(name, roles=[role], obj=place)
            place.reindexObjectSecurity()


def become_admin(app):
    """Act as the root's Manager admin, who is made where missing."""
    users = app.acl_users
    if users.getUserById("admin") is None:
        users._doAddUser("admin", "admin", ["Manager"], [])
    newSecurityManager(None, users.getUserById("admin").__of__(users))


WELCOME = (
    "Här samlas allt som kommunens förvaltningar skriver, filmar och fotograferar "
    "i sociala medier."
)

if __name__ == "__main__":
    main()
