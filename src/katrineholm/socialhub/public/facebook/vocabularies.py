"""The types of places that there are on Facebook."""

from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory

from ... import _
from ...accounts.channels.vocabularies import vocabulary

TYPE_TITLES = {
    "page": _("Page"),
    "group": _("Group"),
    "event": _("Event"),
    "person": _("Person"),
    "place": _("Place"),
    "other": _("Other place"),
}
# As headings above several of them.
PLURALS = {
    "page": _("Pages"),
    "group": _("Groups"),
    "event": _("Events"),
    "person": _("Persons"),
    "place": _("Places"),
    "other": _("Other places"),
}


@provider(IVocabularyFactory)
def place_types(context):
    """In the guideline's order (G0b)."""
    return vocabulary(TYPE_TITLES.items())
