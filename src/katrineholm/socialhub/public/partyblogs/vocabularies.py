"""What a person can choose among."""

from ... import _
from ...accounts.channels.vocabularies import offering

# Also what the link to it is called.
LINK_TITLES = {
    "blog": _("Blog"),
    "site": _("Web site"),
    "microblog": _("Microblog"),
    "video": _("Video"),
    "other": _("Link"),
}
ORDER_TITLES = {
    "alphabet": _("In alphabetical order"),
    "seats": _("By seats in the council, the most first"),
}
link_kinds = offering(LINK_TITLES)
party_orders = offering(ORDER_TITLES)
