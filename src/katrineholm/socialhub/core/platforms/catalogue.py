"""Which service an address belongs to; asks every service that is registered."""

from zope.component import getUtilitiesFor, queryUtility

from .address import read_address
from .edits import CatalogueEdits, service_of, sound
from .interfaces import AddedService, ICatalogueEdits, IPlatform, Profile
from .websites import WEBSITE

UNCHANGED = CatalogueEdits()


def recognise(url: str) -> Profile:
    """The account that an address or a handle, in any spelling, leads to.

    An address of no known service is an ordinary web site. No request is made. Raises
    ValueError, with one English sentence for the editor (marked for translation), where the
    text is not an address of the web.
    """
    address = read_address(url).url
    profiles = (service.recognise(address) for service in (*platforms(), WEBSITE))
    return next(profile for profile in profiles if profile)


def platform(name: str) -> IPlatform | None:
    """The service of this name, built in or added, or None."""
    added = (service for service in _added() if service.name == name)
    return queryUtility(IPlatform, name=name) or next(added, None)


def platforms() -> list[IPlatform]:
    """All services, hidden ones too, in the order in which they are asked, then by title."""
    services = [*built_in(), *_added()]
    return sorted(services, key=lambda service: (service.order, service.title.casefold()))


def offered() -> list[IPlatform]:
    """The services that a person can choose among: all but those that the office has hidden."""
    hidden = _edits().hidden
    return [service for service in platforms() if service.name not in hidden]


def built_in() -> list[IPlatform]:
    """The services that code has registered, in no order."""
    return [service for name, service in getUtilitiesFor(IPlatform)]


def title(service: IPlatform) -> str:
    """What the office calls a service, else its own name (English, marked for translation)."""
    own: str = _edits().renamed.get(service.name) or service.title
    return own


def gives_feed(name: str) -> bool:
    """Whether a channel on the service can be asked to have a feed (guideline G4).

    Not on Facebook and others that give none, nor where the office has added a service without
    a feed. On an unknown service it can.
    """
    if service := queryUtility(IPlatform, name=name):
        return service.feed in ("rule", "page")
    return all(each.feed for each in _edits().added if each.name == name)


def claimant(added: AddedService) -> IPlatform | None:
    """The built-in service that addresses of an added one would be taken for, before it is asked.

    ValueError if the service has a fault.
    """
    service = service_of(added)
    first = (each for each in built_in() if each.order <= service.order)
    return next((each for each in first if each.recognise(service.example)), None)


def feed_in_page(html: str, profile: Profile) -> str:
    """The feed's address in the page at ``profile.discover``, found in its service's own way.

    Empty where the service has no such way or the page does not tell.
    """
    service = platform(profile.platform)
    return service.feed_in_page(html, profile) if service else ""


def _added() -> list[IPlatform]:
    """The office's services; one that code has registered too is left to the code."""
    services = [service for each in _edits().added if (service := sound(each))]
    return [each for each in services if queryUtility(IPlatform, name=each.name) is None]


def _edits() -> ICatalogueEdits:
    edits: ICatalogueEdits = queryUtility(ICatalogueEdits, default=UNCHANGED)
    return edits
