"""Which service an address belongs to; asks every service that is registered."""

from zope.component import getUtilitiesFor, queryUtility

from .address import read_address
from .interfaces import IPlatform, Profile
from .websites import WEBSITE


def recognise(url: str) -> Profile:
    """The account that an address or a handle, in any spelling, leads to.

    An address of no known service is an ordinary web site. No request is made. Raises
    ValueError, with one English sentence for the editor (marked for translation), where the
    text is not an address of the web.
    """
    address = read_address(url).url
    profiles = (service.recognise(address) for service in platforms())
    return next((profile for profile in profiles if profile), None) or WEBSITE.recognise(address)


def platform(name: str) -> IPlatform | None:
    """The service of this name, or None."""
    return queryUtility(IPlatform, name=name)


def platforms() -> list[IPlatform]:
    """All services in the order in which they are asked, then by title."""
    services = (service for name, service in getUtilitiesFor(IPlatform))
    return sorted(services, key=lambda service: (service.order, service.title.casefold()))


def feed_in_page(html: str, profile: Profile) -> str:
    """The feed's address in the page at ``profile.discover``, found in its service's own way.

    Empty where the service has no such way or the page does not tell.
    """
    service = platform(profile.platform)
    return service.feed_in_page(html, profile) if service else ""
