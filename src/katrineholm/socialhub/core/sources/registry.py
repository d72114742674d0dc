"""The registered connectors."""

from zope.component import getUtilitiesFor, queryUtility

from .connector import Connector
from .interfaces import IConnector


def find_connector(name: str) -> Connector | None:
    """Return the connector with this name, or None."""
    found: Connector | None = queryUtility(IConnector, name=name)
    return found


def all_connectors() -> list[Connector]:
    """Return all connectors, sorted by title."""
    found = (each for _name, each in getUtilitiesFor(IConnector))
    return sorted(found, key=lambda each: each.title)


def platform_connectors(platform: str) -> list[Connector]:
    """Return the connectors of one service of the catalogue."""
    return [each for each in all_connectors() if each.platform == platform]


def connector_for_url(address: str) -> tuple[Connector, str] | None:
    """Return the connector and the account that a URL stands for, or None."""
    found = ((each, each.account_at(address)) for each in all_connectors())
    return next(((each, account) for each, account in found if account), None)
