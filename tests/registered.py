"""What the component registry holds for a place: pages and services, ours and Plone's."""

from plone.rest.interfaces import IAPIRequest
from zope.browser.interfaces import IBrowserView
from zope.component import getSiteManager
from zope.interface import implementedBy, providedBy
from zope.interface.declarations import Declaration
from zope.interface.interface import Specification
from zope.publisher.interfaces.browser import IDefaultBrowserLayer
from ZPublisher.HTTPRequest import HTTPRequest

from katrineholm.socialhub.interfaces import ISocialHubLayer

JSON = "_application_json_"
# A place's default view has no name; the other one is of an add-on that is not installed.
NO_PAGES = {"", "babel_utils"}


def pages(place) -> set[str]:
    """The name of every page that a place has."""
    found = _registered(place, IDefaultBrowserLayer, ISocialHubLayer)
    return {each.name for each in found if IBrowserView.implementedBy(each.factory)} - NO_PAGES


def services(place) -> set[tuple[str, str]]:
    """Method and name of every service of plone.restapi that a place has."""
    found = _registered(place, ISocialHubLayer, IAPIRequest)
    return {tuple(each.name.split(JSON)) for each in found if JSON in each.name}


def _registered(place, *layers):
    asked = providedBy(place), implementedBy(HTTPRequest) + Declaration(*layers)
    for each in _registrations(getSiteManager()):
        if len(each.required) == 2 and all(map(Specification.isOrExtends, asked, each.required)):
            yield each


def _registrations(registry):
    yield from registry.registeredAdapters()
    for base in registry.__bases__:
        yield from _registrations(base)
