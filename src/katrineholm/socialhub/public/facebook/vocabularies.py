"""The types of places that there are on Facebook."""

from ... import _
from ...accounts.channels.vocabularies import offering

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
place_types = offering(TYPE_TITLES)
