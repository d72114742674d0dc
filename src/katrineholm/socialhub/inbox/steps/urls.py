"""The public URLs of message pages, also outside a visitor's request."""

from plone import api
from plone.dexterity.content import Container, DexterityContent

from ...site.settings.registry import public_site_url


def messages_url(place: DexterityContent, rest: str = "") -> str:
    """Return the public URL of ``@@messages`` on a hub, an administration or a channel.

    ``rest`` is appended: a message number, a query, or the end of another page's name.
    """
    root = len(api.portal.get().getPhysicalPath())
    path = "/".join(place.getPhysicalPath()[root:])
    return f"{public_site_url()}/{path}/@@messages{rest}"


def message_url(hub: Container, number: int) -> str:
    """Return the public URL of a message's page."""
    return messages_url(hub, f"/{number}")
