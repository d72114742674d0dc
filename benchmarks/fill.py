"""Make the site that is measured: 500 channels in ten administrations, all public.

Run in an instance folder: ``python fill.py FEEDS_PORT``, or ``python fill.py FEEDS_PORT 1000`` for
another number of channels; beyond 500 they share their feeds. The site itself is made by the
demonstration's own functions.
"""

import importlib.util
import logging
import sys
from pathlib import Path

import sources
import transaction
from plone import api
from plone.distribution.api import site as distribution
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from running import OFFICER, PASSWORD
from Testing.makerequest import makerequest
from zope.component import getMultiAdapter, getUtility
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from katrineholm.socialhub.accounts.channels import office_group
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.public.facebook import portlet as facebook
from katrineholm.socialhub.public.listings import portlet as feed
from katrineholm.socialhub.public.partyblogs import portlet as council
from katrineholm.socialhub.public.register import portlet as followed

DEMO = Path(__file__).resolve().parent.parent / "demo"
HUB = "sociala-medier"
WITH, WITHOUT, ALL = "med-portlet", "utan-portlet", "med-fyra-portletar"
IN_THE_PORTLET = 2  # administrations, with fifty channels each


def main(port: int, channels: int = sources.CHANNELS) -> None:
    """Fill the database that etc/offline.conf names."""
    app, site, demo = new_site()
    owners = add_channels(site, demo.published, port, channels)
    add_places(owners)
    demo.add_parties(site[HUB])
    add_pages(site, owners, demo.published)
    transaction.commit()
    app._p_jar.db().close()


def new_site() -> tuple:
    """The application, a site with the add-on and an officer, and the demonstration's script."""
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    demo = demonstration()
    demo.become_admin(app)
    distribution.create(app, "classic", demo.ANSWERS)
    site = app[demo.SITE]
    setSite(site)
    api.addon.install("katrineholm.socialhub")
    # What visitors are sent, as in the demonstration.
    site.portal_setup.runAllImportStepsFromProfile("katrineholm.socialhub:theme")
    demo.show_in_navigation("SocialHub")
    add_office()
    return app, site, demo


def demonstration():
    """The demonstration's script, which bears the name of a module of Python's own."""
    sys.path.append(str(DEMO))
    spec = importlib.util.spec_from_file_location("demo_site", DEMO / "site.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def add_office() -> None:
    """An officer, who also answers for the channels."""
    api.user.create("office@example.se", OFFICER, PASSWORD, properties={"fullname": "Ines Ek"})
    api.group.add_user(groupname=office_group.OFFICE, username=OFFICER)


def add_channels(site, published, port: int, channels: int) -> list:
    """The hub and all in it; gives the administrations."""
    hub = published(site, "SocialHub", HUB, title="Sociala medier")
    owners = [
        published(hub, "Administration", f"forvaltning-{number}", title=f"Förvaltning {number}")
        for number in range(sources.ADMINISTRATIONS)
    ]
    for channel in range(channels):
        owner = owners[channel * len(owners) // channels]
        add_channel(owner, channel, port)
        if channel % 50 == 49:
            transaction.savepoint(optimistic=True)
    return owners


def add_channel(owner, channel: int, port: int):
    """An official channel."""
    made = api.content.create(owner, "Channel", f"kanal-{channel}", **fields(channel, port))
    set_state(made, "official")
    return made


def add_places(owners) -> None:
    """A page on Facebook for each administration."""
    for number, owner in enumerate(owners):
        data = {
            "title": f"Plats {number}",
            "place_type": "page",
            "profile_url": f"https://www.facebook.com/katrineholm.plats{number}",
        }
        set_state(api.content.create(owner, "FacebookPlace", f"plats-{number}", **data), "official")


def fields(channel: int, port: int) -> dict:
    """A channel as an editor has described it."""
    return {
        "title": f"Kanal {channel}",
        "description": "En av många",
        "profile_url": f"{sources.base(channel, port)}/",
        "feed_url": sources.feed_url(channel, port),
        "platform": sources.PLATFORMS[channel % len(sources.PLATFORMS)],
        "kind": sources.KINDS[channel % len(sources.KINDS)],
        "purpose": "Berättar om det som händer.",
        "contact_email": f"kanal-{channel}@katrineholm.example",
        "responsible": OFFICER,
        "substitute": f"Bo Berg <bo.berg-{channel}@katrineholm.example>",
        "rhythm": 7,
    }


def add_pages(site, owners, published) -> None:
    """Pages with the same text: one without portlets, one with the feed, one with all four.

    The feed shows ten entries of 100 channels, the others what the demonstration has.
    """
    for name in (WITH, WITHOUT, ALL):
        published(site, "Document", name, title="En sida", description="Med vanlig text")
    chosen = tuple(owner.UID() for owner in owners[:IN_THE_PORTLET])
    entries = feed.Assignment(count=10, administrations=chosen)
    place_portlets(site[WITH], [entries])
    others = [room.Assignment() for room in (followed, facebook, council)]
    place_portlets(site[ALL], [entries, *others])


def place_portlets(page, placed) -> None:
    """In the right column, in this order."""
    manager = getUtility(IPortletManager, name="plone.rightcolumn")
    assignments = getMultiAdapter((page, manager), IPortletAssignmentMapping)
    for number, each in enumerate(placed):
        assignments[f"portlet-{number}"] = each


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
