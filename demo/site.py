"""Make the demonstration's Plone site, its hub, administrations, channels and users.

Run in the instance's folder, before the site's processes are started:
``python demo/site.py`` with SITE_PORT, FEEDS_PORT and POST_PORT in the environment. A site that is
there already is only told the ports that it and these servers have now.
"""

import logging
import os
from pathlib import Path

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from plone import api
from plone.distribution.api import site as distribution
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from blocks import furnish_with_blocks
from broughtin import add_download
from byhand import add_entries
from channels import EDITORS, OFFICER, addresses, every_source, fill, published
from connections import connect_accounts
from content import topics
from front import furnish
from hooks import add_receiver, move_receiver
from katrineholm.socialhub.public.listings.topics import Topic, store_topic
from katrineholm.socialhub.site.settings.registry import PREFIX
from messages import add_messages
from parties import add_parties
from places import add_places
from record import add_record
from scan import list_site
from websub import PATH as NAV

# With plone.volto's distribution pages have blocks, for Plone's modern frontend (see demo/volto).
DISTRIBUTION = os.environ.get("DEMO_DISTRIBUTION", "classic")
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
SETTINGS = {
    "municipality": "Katrineholms kommun",
    "office_email": "informationskontoret@katrineholm.example",
    "data_protection_url": "https://katrineholm.example/dataskydd",
    "trust_txt": True,
    "agency_mailbox": "registrator@katrineholm.example",
    "flag_words": ("idiot", "rabatt"),
    "show_versions": True,
    "organisation_number": "212000-0340",
    "archive_name": "Kommunarkivet",
    "submission_agreement": "LÖ 2026:1",
    "reference_code": "SE/KAT/SOC",
}


def main():
    """Make what is missing in the database that etc/offline.conf names."""
    # Plone warns a good deal while it makes a site, all of it harmless.
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    ports = {name: os.environ[f"{name.upper()}_PORT"] for name in ("site", "feeds", "post")}
    # The mails that are sent here lead to the site.
    server = {"SERVER_NAME": "localhost", "SERVER_PORT": ports["site"]}
    app = makerequest(open_application(), environ=server)
    setRequest(app.REQUEST)
    prepare = point if SITE in app and HUB in app[SITE] else make
    prepare(app, f"http://127.0.0.1:{ports['feeds']}")
    send_mail_to(int(ports["post"]))
    front = os.environ.get("FRONTEND_PORT")
    site_url = f"http://localhost:{front or ports['site']}" + ("" if front else f"/{SITE}")
    api.portal.set_registry_record(f"{PREFIX}.site_url", site_url)
    nav = f"http://127.0.0.1:{ports['feeds']}{NAV}"
    api.portal.set_registry_record(f"{PREFIX}.websub_hub", nav)
    transaction.commit()
    app._p_jar.db().close()
    for name, port in ports.items():
        Path(f"{name}.port").write_text(port)


def make(app, feeds):
    """The whole demonstration: site, add-on, content and users, by the Manager admin."""
    become_admin(app)
    if SITE not in app:
        distribution.create(app, DISTRIBUTION, ANSWERS)
        # The first Plone site replaces the root's user folder, and its users go with it.
        become_admin(app)
    site = app[SITE]
    setSite(site)
    api.addon.install("katrineholm.socialhub")
    if DISTRIBUTION == "classic":
        # The theme is a choice of its own, made in the setup tool.
        site.portal_setup.runAllImportStepsFromProfile("katrineholm.socialhub:theme")
    show_in_navigation("SocialHub")
    for name, value in SETTINGS.items():
        api.portal.set_registry_record(f"{PREFIX}.{name}", value)
    # The steps that are really taken send mail.
    send_mail_to(int(os.environ["POST_PORT"]))
    let_visitors_choose_language()
    hub = published(
        site,
        "SocialHub",
        HUB,
        title="Sociala medier",
        description=WELCOME,
        english_title="Social media",
        english_text=WELCOME_IN_ENGLISH,
        easy_text=WELCOME_EASY,
    )
    fill(hub, feeds)
    hub.first_channels = [hub.unrestrictedTraverse(each).UID() for each in FOLLOWED_FIRST]
    for topic in topics():
        store_topic(hub, Topic(**topic | {"words": tuple(topic["words"])}))
    add_entries(hub, editor_of)
    add_download(hub, editor_of)
    connect_accounts(hub)
    add_parties(hub, f"http://127.0.0.1:{os.environ['FEEDS_PORT']}")
    add_places(hub)
    add_messages(hub)
    add_record(hub)
    add_receiver(hub, f"http://127.0.0.1:{os.environ['FEEDS_PORT']}")
    list_site(hub, feeds)
    furnish(site, hub) if DISTRIBUTION == "classic" else furnish_with_blocks(site, hub)


def editor_of(channel):
    """Who writes a channel's entries: the administration's editor, else the office."""
    return {place: name for name, place in EDITORS.items()}.get(channel.aq_parent.getId(), OFFICER)


def let_visitors_choose_language():
    """Swedish, and what the add-on says itself in English: Plone keeps the choice in a cookie."""
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)


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
            found.reindexObject(idxs=["socialhub_accounts"])
    move_receiver(hub, feeds)
    list_site(hub, feeds)


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


def become_admin(app):
    """Act as the root's Manager admin, who is made where missing."""
    users = app.acl_users
    if users.getUserById("admin") is None:
        users._doAddUser("admin", "admin", ["Manager"], [])
    newSecurityManager(None, users.getUserById("admin").__of__(users))


# The main account, then those that most want to follow.
FOLLOWED_FIRST = (
    "kommunledningsforvaltningen/katrineholms-kommun",
    "kommunledningsforvaltningen/katrineholm-pa-facebook",
    "kommunledningsforvaltningen/katrineholm-pa-instagram",
    "kommunledningsforvaltningen/katrineholm-pa-linkedin",
    "kommunledningsforvaltningen/katrineholm-pa-tiktok",
    "kulturforvaltningen/kulturbloggen",
    "bildningsforvaltningen/skolbloggen",
    "kulturforvaltningen/bibliotekspodden",
)
WELCOME_IN_ENGLISH = (
    "All that the municipality's administrations write, film and photograph in social media, in "
    "one place. Most of it is in Swedish."
)
WELCOME_EASY = (
    "Kommunen skriver på många ställen på nätet. Här ser du allt på ett ställe. "
    "Du behöver inte ha något eget konto för att läsa."
)
WELCOME = (
    "Här samlas allt som kommunens förvaltningar skriver, filmar och fotograferar i sociala medier."
)

if __name__ == "__main__":
    main()
