"""Which connectors there are."""

from zope.component import getUtilitiesFor, queryUtility

from .connector import Connector
from .interfaces import IConnector


def connector(name: str) -> Connector | None:
    """The connector of this name, or None."""
    found: Connector | None = queryUtility(IConnector, name=name)
    return found


def connectors() -> list[Connector]:
    """All of them, by title."""
    found = (each for _name, each in getUtilitiesFor(IConnector))
    return sorted(found, key=lambda each: each.title)


def for_platform(platform: str) -> list[Connector]:
    """Those to one service of the catalogue."""
    return [each for each in connectors() if each.platform == platform]


def for_address(address: str) -> tuple[Connector, str] | None:
    """The connector that an address stands for, and the account; None where it is none."""
    found = ((each, each.account_at(address)) for each in connectors())
    return next(((each, account) for each, account in found if account), None)
