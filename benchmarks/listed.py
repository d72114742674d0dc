"""Add accounts to the official list, many and fast: ``python listed.py 300`` in an instance.

They are real channels with their facts, their state and their row in the catalogue, but made
without what does not bear on verification: no event is sent, and of the catalogue's indexes those
of texts and dates are left empty, but for those that are named after the number. Every fourth is
closed.
"""

import logging
import sys
from datetime import date

import transaction
from plone import api
from plone.dexterity.utils import createContent
from plone.uuid.handlers import addAttributeUUID
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from katrineholm.socialhub.accounts.channels.interfaces import WORKFLOW

SITE, HUB = "katrineholm", "sociala-medier"
INDEXES = ("UID", "allowedRolesAndUsers", "path", "portal_type", "review_state")
ACCOUNTS = ("socialhub_accounts", "socialhub_platform", "sortable_title")
AT_ONCE = 1000


def main(last: int, *indexes: str) -> None:
    """Add accounts 0 to ``last``, in turns to all administrations; fill these indexes, too."""
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    setSite(app[SITE])
    places = app[SITE][HUB].objectValues()
    owners = [each for each in places if each.portal_type == "Administration"]
    for number in range(last):
        add(owners[number % len(owners)], number, indexes)
        if number % AT_ONCE == AT_ONCE - 1:
            transaction.commit()
            app._p_jar.cacheGC()
    transaction.commit()
    app._p_jar.db().close()


def add(owner, number: int, indexes: tuple[str, ...]) -> None:
    """One channel, official or closed."""
    made = createContent(
        "Channel",
        id=f"konto-{number}",
        title=f"Konto {number}",
        profile_url=address(number),
        kind="microblog",
        dialogue=True,
        purpose="Berättar om det som händer.",
        official_since=date(2024, 1, 8),
    )
    addAttributeUUID(made, None)
    owner._setOb(made.id, made)
    made = owner[made.id]
    put_in_state(made, "official" if number % 4 else "closed")
    catalogue = api.portal.get_tool("portal_catalog")
    path = "/".join(made.getPhysicalPath())
    catalogue.catalog_object(made, path, idxs=INDEXES + ACCOUNTS + indexes)


def put_in_state(channel, state: str) -> None:
    """The workflow's state with its permissions."""
    workflows = api.portal.get_tool("portal_workflow")
    workflows.setStatusOf(WORKFLOW, channel, {"review_state": state, "time": channel.created()})
    workflows[WORKFLOW].updateRoleMappingsFor(channel)


def address(number: int) -> str:
    """The account's public address: on Mastodon, on Bluesky or a blog of its own."""
    forms = (
        "https://mastodon-{server}.example/@konto{number}",
        "https://bsky.app/profile/konto{number}.katrineholm.example",
        "https://konto{number}.katrineholm.example/",
    )
    return forms[number % len(forms)].format(number=number, server=number % 20)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
