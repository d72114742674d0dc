"""The interface of connectors, which are named utilities, one for each API."""

from zope.interface import Attribute, Interface


class IConnector(Interface):
    """A connector to a service's API, usually a ``connector.Connector``; add-ons can add more."""

    name = Attribute("Short id, lower case: instagram, threads …")
    platform = Attribute("The service's name in the catalogue of services.")
    title = Attribute("What people call the interface.")
    host = Attribute("Where the interface answers.")
