"""The handlers of the profiles."""

from plone import api
from plone.base.interfaces import INonInstallable
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest
from zope.interface import implementer

from .. import _, logger
from ..accounts.lifecycle.mandate import dismiss_office, give_to_office, make_office
from ..browser import order
from ..browser.dressing import undress
from ..inbox.routing import groups
from ..refresh import diary, faults, lease
from ..site.graphics import logo
from ..site.mail import outbox
from . import away
from .content import TYPES, catalogue


@implementer(INonInstallable)
class NotForNewSites:
    """Hides the profiles that uninstall or upgrade from the lists of add-ons."""

    def getNonInstallableProfiles(self) -> list[str]:
        return [
            "katrineholm.socialhub:uninstall",
            "katrineholm.socialhub:theme-uninstall",
            "katrineholm.socialhub.upgrades:settings",
        ]

    def getNonInstallableProducts(self) -> list[str]:
        return ["katrineholm.socialhub.upgrades"]


def installing(setup_tool: SetupTool) -> None:
    """Remove the placeholders of the add-on's types."""
    away.make_room()


def installed(setup_tool: SetupTool) -> None:
    """Make the groups, restore the hidden content and catalogue it."""
    make_office()
    groups.make()
    order.put_first()
    away.bring_back()
    for brain in api.content.find(portal_type=TYPES, unrestricted=True):
        found = brain._unrestrictedGetObject()
        catalogue(found)
        if brain.portal_type == "SocialHub":
            give_to_office(found)


def uninstalling(setup_tool: SetupTool) -> None:
    """Hide the content while its types still exist."""
    away.put_away()


def uninstalled(setup_tool: SetupTool) -> None:
    """Remove the worker's data, the groups and the portlets, and report the hidden content."""
    portal = api.portal.get()
    undress()
    order.take_out()
    dismiss_office()
    groups.dismiss()
    for key in (lease.KEY, diary.KEY, faults.KEY, outbox.KEY, logo.KEY):
        IAnnotations(portal).pop(key, None)
    away.stand_in()
    tell_what_stays()


def tell_what_stays() -> None:
    """Log and show the hidden content: it is a public record and never deleted."""
    kept = away.note()
    for path in kept.get("paths", ()):
        logger.info("Put away with all that lies in it: %s", path)
    number = sum(kept.get("counts", {}).get(name, 0) for name in TYPES)
    request = getRequest()
    if number and request is not None:
        message = _(
            "${number} objects made with this add-on are put away, with their entries and "
            "messages. Installing it again brings them back.",
            mapping={"number": number},
        )
        api.portal.show_message(message, request)
