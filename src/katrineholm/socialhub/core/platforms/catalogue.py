"""The catalogue of registered services, and the recognition of a URL's service."""

from zope.component import getUtilitiesFor, queryUtility

from .catalogue_edits import CatalogueEdits, added_service, valid_service
from .interfaces import AddedService, ICatalogueEdits, IPlatform, Profile
from .urls import parse_url
from .websites import WEBSITE

UNCHANGED = CatalogueEdits()


def recognise_account(url: str) -> Profile:
    """Return the account that a URL or a handle, in any spelling, leads to.

    A URL of no known service is an ordinary web site. No request is made. Raise ValueError, with an
    English error message for the editor (marked for translation), if the text is not a web URL.
    """
    address = parse_url(url).url
    profiles = (service.recognise(address) for service in (*all_platforms(), WEBSITE))
    return next(profile for profile in profiles if profile)


def find_platform(name: str) -> IPlatform | None:
    """Return the service with this name, whether built in or added, or None."""
    added = (service for service in _added() if service.name == name)
    return queryUtility(IPlatform, name=name) or next(added, None)


def all_platforms() -> list[IPlatform]:
    """Return all services, including hidden ones, sorted by their order, then by title."""
    services = [*built_in_platforms(), *_added()]
    return sorted(services, key=lambda service: (service.order, service.title.casefold()))


def visible_platforms() -> list[IPlatform]:
    """Return the services that the information office has not hidden."""
    hidden = _edits().hidden
    return [service for service in all_platforms() if service.name not in hidden]


def built_in_platforms() -> list[IPlatform]:
    """Return the services registered by code, unsorted."""
    return [service for name, service in getUtilitiesFor(IPlatform)]


def platform_title(service: IPlatform) -> str:
    """Return the information office's title of a service, or else the service's own."""
    own: str = _edits().renamed.get(service.name) or service.title
    return own


def can_have_feed(name: str) -> bool:
    """Return whether channels on this service may be required to have a feed (guideline G4).

    False for Facebook and other services without feeds, and for added services without one. True
    for unknown services.
    """
    if service := queryUtility(IPlatform, name=name):
        return service.feed in ("rule", "page")
    return all(each.feed for each in _edits().added if each.name == name)


def conflicting_platform(added: AddedService) -> IPlatform | None:
    """Return the built-in service that takes an added one's URLs, if any. Raise ValueError."""
    service = added_service(added)
    first = (each for each in built_in_platforms() if each.order <= service.order)
    return next((each for each in first if each.recognise(service.example)), None)


def feed_url_in_page(html: str, profile: Profile) -> str:
    """Return the feed's URL in the page at ``Profile.discover``, by the rules of its service.

    Return "" if the service has no such rules or nothing is found.
    """
    service = find_platform(profile.platform)
    return service.feed_in_page(html, profile) if service else ""


def _added() -> list[IPlatform]:
    """Return the office's services, without those that code has registered as well."""
    services = [service for each in _edits().added if (service := valid_service(each))]
    return [each for each in services if queryUtility(IPlatform, name=each.name) is None]


def _edits() -> ICatalogueEdits:
    edits: ICatalogueEdits = queryUtility(ICatalogueEdits, default=UNCHANGED)
    return edits
