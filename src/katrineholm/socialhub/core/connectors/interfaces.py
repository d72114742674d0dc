"""What a connector is: a named utility for one interface of one service."""

from zope.interface import Attribute, Interface


class IConnector(Interface):
    """See ``connector.Connector``, which is the common case; other add-ons can add theirs."""

    name = Attribute("Short id, lower case: instagram, threads …")
    platform = Attribute("The service's name in the catalogue of services.")
    title = Attribute("What people call the interface.")
    host = Attribute("Where the interface answers.")
