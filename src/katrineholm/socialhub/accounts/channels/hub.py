"""The hub that something lies in, and all the hubs of a site."""

from Acquisition import aq_chain
from plone import api

from .interfaces import ISocialHub


def hub_of(context):
    """The hub that an object lies in, the hub itself included; None outside every hub."""
    return next((parent for parent in aq_chain(context) if ISocialHub.providedBy(parent)), None)


def hubs() -> list:
    """Every hub of the present site, whoever asks."""
    brains = api.content.find(portal_type="SocialHub", unrestricted=True)
    return [brain._unrestrictedGetObject() for brain in brains]
