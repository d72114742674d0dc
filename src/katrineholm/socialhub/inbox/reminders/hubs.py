"""The site's hubs, whoever asks: for the worker and the commands."""

from plone import api


def hubs() -> list:
    """Every hub of the present site."""
    brains = api.content.find(portal_type="SocialHub", unrestricted=True)
    return [brain._unrestrictedGetObject() for brain in brains]
