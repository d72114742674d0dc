"""The registered connectors."""

from zope.component import getUtilitiesFor, queryUtility

from .connector import Connector
from .interfaces import IConnector


def connector(name: str) -> Connector | None:
    """Return the connector with this name, or None."""
    found: Connector | None = queryUtility(IConnector, name=name)
    return found


def connectors() -> list[Connector]:
    """Return all connectors, sorted by title."""
    found = (each for _name, each in getUtilitiesFor(IConnector))
    return sorted(found, key=lambda each: each.title)


def for_platform(platform: str) -> list[Connector]:
    """Return the connectors of one service of the catalogue."""
    return [each for each in connectors() if each.platform == platform]


def for_address(address: str) -> tuple[Connector, str] | None:
    """Return the connector and the account that a URL stands for, or None."""
    found = ((each, each.account_at(address)) for each in connectors())
    return next(((each, account) for each, account in found if account), None)
