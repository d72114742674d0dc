"""Vocabularies of the settings."""

from ... import _
from ..pages.form_schema import static_vocabulary

ORDER_TITLES = {
    "alphabet": _("In alphabetical order"),
    "seats": _("By seats in the council, the most first"),
}
# Of guideline point 8: public comments are ordered records, or none.
COMMENTS_TITLES = {
    "in_order": _("They are records, kept in order: each disposal has a decision"),
    "library": _("They are as in a library: no records for as long as they are only public"),
}
party_orders = static_vocabulary(ORDER_TITLES)
interpretations = static_vocabulary(COMMENTS_TITLES)
