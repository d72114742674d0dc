"""What cannot be said in a profile's XML."""

from plone import api
from plone.base.interfaces import INonInstallable
from zope.interface import implementer

from . import _, logger

TYPES = ("SocialHub", "Administration", "Channel")


@implementer(INonInstallable)
class NotForNewSites:
    """The uninstall profile is no add-on to choose."""

    def getNonInstallableProfiles(self):
        return ["katrineholm.socialhub:uninstall"]


def tell_what_stays(setup_tool):
    """Content is a public record and is never thrown away by an uninstall: say where it is."""
    brains = api.content.find(portal_type=TYPES, unrestricted=True)
    for brain in brains:
        logger.info("Stays in the site: %s %s", brain.portal_type, brain.getPath())
    if brains and (request := api.env.getRequest() if hasattr(api.env, "getRequest") else None):
        api.portal.show_message(
            _(
                "${number} objects made with this add-on stay in the site, with their entries.",
                mapping={"number": len(brains)},
            ),
            request,
        )
