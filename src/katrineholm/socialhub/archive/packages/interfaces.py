"""The interfaces through which rooms above take part in packages."""

from zope.interface import Attribute, Interface


class IPackageTable(Interface):
    """A named utility by which another room adds a table to every package: see ``tables``."""

    path = Attribute("The path in the package")
    description = Attribute("What the table has, in Swedish")
    columns = Attribute("The columns, a tuple of ``Column``")

    def rows(scope):
        """Return the rows for a ``Scope``, each with a value for every column."""
