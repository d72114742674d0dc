"""What cannot be said in a profile's XML."""

from plone import api
from plone.base.interfaces import INonInstallable
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest
from zope.interface import implementer

from . import _, logger
from .browser.dressing import undress
from .channels.interfaces import CHANNEL_TYPES
from .graphics import logo
from .handling import groups
from .lifecycle.mandate import dismiss_office, give_to_office, make_office
from .mail import outbox
from .portlets.placed import take_out
from .refresh import diary, lease

TYPES = ("SocialHub", "Administration", "CouncilParty", *CHANNEL_TYPES)


@implementer(INonInstallable)
class NotForNewSites:
    """The uninstall profiles are no add-ons to choose."""

    def getNonInstallableProfiles(self):
        return ["katrineholm.socialhub:uninstall", "katrineholm.socialhub:theme-uninstall"]


def installed(setup_tool):
    """Make the groups, and let the catalogue know what was here before."""
    make_office()
    groups.make()
    for brain in api.content.find(portal_type=TYPES, unrestricted=True):
        found = brain._unrestrictedGetObject()
        found.reindexObject()
        if brain.portal_type == "SocialHub":
            give_to_office(found)


def uninstalled(setup_tool):
    """Take placed portlets out of the pages, forget the worker, and say what stays."""
    portal = api.portal.get()
    take_out(portal)
    undress()
    dismiss_office()
    groups.dismiss()
    for key in (lease.KEY, diary.KEY, outbox.KEY, logo.KEY):
        IAnnotations(portal).pop(key, None)
    tell_what_stays()


def tell_what_stays():
    """Content is a public record and is never thrown away by an uninstall: say where it is."""
    brains = api.content.find(portal_type=TYPES, unrestricted=True)
    for brain in brains:
        logger.info("Stays in the site: %s %s", brain.portal_type, brain.getPath())
    request = getRequest()
    if brains and request is not None:
        message = _(
            "${number} objects made with this add-on stay in the site, with their entries.",
            mapping={"number": len(brains)},
        )
        api.portal.show_message(message, request)
