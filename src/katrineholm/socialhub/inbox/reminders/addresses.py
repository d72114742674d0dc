"""Where messages are found on the site, also from where there is no visitor's request."""

from plone import api

from ...site.settings.registry import site_address


def page_of(place, rest: str = "") -> str:
    """The address of ``@@messages`` on a hub, an administration or a channel, as visitors have it.

    ``rest`` is what follows: a message's number, a query, or the end of another page's name.
    """
    root = len(api.portal.get().getPhysicalPath())
    path = "/".join(place.getPhysicalPath()[root:])
    return f"{site_address()}/{path}/@@messages{rest}"


def page_of_message(hub, number: int) -> str:
    """The address of one message's page."""
    return page_of(hub, f"/{number}")
