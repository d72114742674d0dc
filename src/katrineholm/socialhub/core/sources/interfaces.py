"""The interface of connectors: named utilities, one for each API of a service."""

from zope.interface import Attribute, Interface


class IConnector(Interface):
    """A connector; usually a ``connector.Connector``. Other add-ons can register theirs."""

    name = Attribute("Short id, lower case: instagram, threads …")
    platform = Attribute("The service's name in the catalogue of services.")
    title = Attribute("What people call the interface.")
    host = Attribute("Where the interface answers.")
