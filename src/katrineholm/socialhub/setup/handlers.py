"""The handlers that run before and after the profiles are installed or uninstalled."""

from plone import api
from plone.base.interfaces import INonInstallable
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest
from zope.interface import implementer

from .. import _, logger
from ..accounts.channels import limits
from ..accounts.channels.hub import APPS
from ..accounts.channels.office_group import (
    NOTICE_WRITER,
    create_office,
    grant_office_roles,
    remove_office,
    remove_role,
)
from ..browser import install_steps
from ..browser.install_steps import restore_theme
from ..inbox.steps import authorities
from ..refresh import chores, faults, lease
from ..site.graphics import logo
from ..site.mail import outbox
from . import preservation
from .content_access import TYPES, catalog_content


@implementer(INonInstallable)
class HiddenProfiles:
    """The utility that hides the uninstall and upgrade profiles from lists of add-ons."""

    def getNonInstallableProfiles(self) -> list[str]:
        return [
            "katrineholm.socialhub:uninstall",
            "katrineholm.socialhub:theme-uninstall",
            "katrineholm.socialhub.upgrades:notice",
            "katrineholm.socialhub.upgrades:settings",
        ]

    def getNonInstallableProducts(self) -> list[str]:
        return ["katrineholm.socialhub.upgrades"]


def before_install(setup_tool: SetupTool) -> None:
    """Remove the placeholders of the add-on's types before the types are installed."""
    preservation.remove_placeholders()


def after_install(setup_tool: SetupTool) -> None:
    """Create the groups, and restore and catalogue the hidden content."""
    create_office()
    authorities.make_groups()
    install_steps.put_notice_first()
    preservation.restore_all()
    for brain in api.content.find(portal_type=TYPES, unrestricted=True):
        found = brain._unrestrictedGetObject()
        catalog_content(found)
        if brain.portal_type == "SocialHub":
            grant_office_roles(found)


def before_uninstall(setup_tool: SetupTool) -> None:
    """Hide the content and store the settings, while the content types still exist."""
    preservation.preserve_all()


def after_uninstall(setup_tool: SetupTool) -> None:
    """Restore the theme, remove the groups and the worker's data, and add placeholder types."""
    portal = api.portal.get()
    restore_theme()
    install_steps.remove_notice()
    remove_office()
    authorities.dismiss_groups()
    remove_role(NOTICE_WRITER)
    for key in (
        lease.KEY,
        chores.KEY,
        faults.KEY,
        limits.SIZE_KEY,
        outbox.KEY,
        logo.KEY,
        APPS,
    ):
        IAnnotations(portal).pop(key, None)
    preservation.add_placeholders()
    report_preserved_content()


def report_preserved_content() -> None:
    """Log the paths of the hidden content, and show the user a message with the count."""
    kept = preservation.preserved_data()
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
